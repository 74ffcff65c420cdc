"""Tell from its role or its name what the numbers of a column are: doses, times, ages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn

ROLES = {"dose": "dose", "time": "time"}

# Words that the names of such columns hold in the sources of schema `common` and its mappings:
# scPerturb dose_value and time, LINCS pert_dose and pert_time, SDTM EXDOSE, IGVF duration.
WORDS = {
    "dose": "dose", "doses": "dose", "dosage": "dose", "exdose": "dose",
    "concentration": "dose", "conc": "dose",
    "time": "time", "timepoint": "time", "duration": "time", "hours": "time", "minutes": "time",
    "days": "time", "hpt": "time", "age": "age",
}  # fmt: skip

# `dose_unit`, `time_bin`, `age_group`: about a quantity, but not its value.
OTHER_WORDS = frozenset(
    [
        "unit",
        "units",
        "bin",
        "bins",
        "group",
        "groups",
        "category",
        "class",
        "label",
        "id",
        "ids",
        "name",
        "names",
        "type",
        "level",
        "levels",
        "pattern",
        "character",
        "stage",
        "index",
        "run",
        "start",
        "end",
        "date",
        "pseudotime",
        "latent",
        "dpt",
    ]
)


def meaning_of(facts: Facts, column: PlacedColumn) -> str:
    """Return ``dose``, ``time`` or ``age``, or nothing where no quantity is meant.

    A role that the card binds, or that the standard's own column name gives, decides; else the
    words of the name do.
    """
    if column.frame != "obs":
        return ""
    return role_of(facts, column, ROLES) or _by_name(column.name)


def role_of(facts: Facts, column: PlacedColumn, roles: dict[str, str] | tuple[str, ...]) -> str:
    """Return the first of the roles that the column plays, or nothing."""
    if facts.design is None or column.frame != "obs":
        return ""
    for role in roles:
        found = facts.design.roles.get(role)
        if found and found.table == column.table and column.name in found.columns:
            return role
    return ""


def _by_name(name: str) -> str:
    words = words_of(name)
    if OTHER_WORDS.intersection(words):
        return ""
    return next((WORDS[word] for word in words if word in WORDS), "")


def words_of(name: str) -> tuple[str, ...]:
    """Split a column name into lower-case words.

    Examples
    --------
    >>> words_of("pert_dose_uM"), words_of("embryo.time"), words_of("timePoint")
    (('pert', 'dose', 'um'), ('embryo', 'time'), ('time', 'point'))
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])|[^A-Za-z0-9]+", " ", name)
    return tuple(spaced.lower().split())
