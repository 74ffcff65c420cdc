"""Which columns play which role, from their names and from what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.cell_lines import share_of_cell_lines
from aivc.adapters.drafting.columns import per_level
from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.role_names import ROLE_NAMES, rank_of
from aivc.schema.vocabulary import find_by_label
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns

STRUCTURE_ROLES = (
    "donor", "sample", "cell_line", "cell_type", "plate", "well", "batch", "lane", "replicate",
    "guide", "site", "section", "assay",
)  # fmt: skip
"""Roles that say where an observation comes from, not what was done to it."""

WELL = re.compile(r"[A-Pa-p]{1,2}0?\d{1,2}")
MANY_ROWS = 50
MOST_CELL_TYPES = 200
ENOUGH_CELL_TYPES = 0.3
MOST_NUMBERED = 12
"""Individuals who are numbered from 1 to this are repeats within a condition, not people."""


@dataclass(frozen=True, slots=True)
class RoleGuess:
    """A role, the columns that play it, and why."""

    role: str
    columns: tuple[str, ...]
    because: str


def structure_roles(obs: ObsColumns, *, is_bulk: bool) -> dict[str, RoleGuess]:
    """Find the columns of the roles that say where an observation comes from.

    Parameters
    ----------
    obs
        The columns.
    is_bulk
        Whether a row is a whole sample, so that a name of its own is the name of a sample.
    """
    found: dict[str, RoleGuess] = {}
    taken: set[str] = set()
    for role in STRUCTURE_ROLES:
        fits = [c for c in _named(obs, role) if c.name not in taken and _fits(role, c, obs)]
        if role == "sample":
            fits = _samples(fits, obs.n_rows, is_bulk=is_bulk)
        if fits:
            taken.add(fits[0].name)
            found[role] = RoleGuess(role, (fits[0].name,), _because(fits[0]))
    return _judged_by_content(found, obs)


def _named(obs: ObsColumns, role: str) -> list[ObsColumn]:
    ranked = [(rank_of(role, column.name), column) for column in obs if column.labels]
    known = [(rank, column) for rank, column in ranked if rank is not None]
    return [column for _, column in sorted(known, key=lambda entry: entry[0])]


def _fits(role: str, column: ObsColumn, obs: ObsColumns) -> bool:
    check = CHECKS.get(role)
    return column.kind is not ColumnKind.BOOLEAN and (check is None or check(column, obs))


def _samples(fits: list[ObsColumn], n_rows: int, *, is_bulk: bool) -> list[ObsColumn]:
    if is_bulk:
        return sorted(fits, key=lambda column: -len(column.labels))
    return [column for column in fits if n_rows < MANY_ROWS or len(column.labels) < n_rows / 2]


def _judged_by_content(found: dict[str, RoleGuess], obs: ObsColumns) -> dict[str, RoleGuess]:
    """Move columns whose labels say another role than their name."""
    found = dict(found)
    named = {name for guess in found.values() for name in guess.columns}
    if "cell_type" not in found and (guess := _by_cell_types(obs, named)) is not None:
        found["cell_type"] = guess
    cell_type = _column(found, "cell_type", obs)
    if cell_type is not None and "cell_line" not in found:
        share = share_of_cell_lines(cell_type.labels)
        if share > 0.5:
            said = (
                f"{share:.0%} of its {len(cell_type.labels)} labels are cell lines of Cellosaurus"
            )
            found["cell_line"] = RoleGuess("cell_line", (cell_type.name,), said)
            del found["cell_type"]
    replicate, plate = _column(found, "replicate", obs), _column(found, "plate", obs)
    if "well" not in found and _is_plate_and_well(replicate, plate):
        said = "each label is that of its plate, followed by the position of a well"
        found["well"] = RoleGuess("well", found.pop("replicate").columns, said)
    donor = _column(found, "donor", obs)
    if donor is not None and joined(donor.name).startswith("individual") and _is_numbered(donor):
        said = f"it only counts from 1 to {len(donor.labels)}, so that it numbers repeats"
        del found["donor"]
        found.setdefault("replicate", RoleGuess("replicate", (donor.name,), said))
    return found


def _by_cell_types(obs: ObsColumns, taken: set[str]) -> RoleGuess | None:
    """Find a column whose labels are names of cell types, whatever it is called."""
    for column in obs:
        is_text = column.kind in {ColumnKind.CATEGORICAL, ColumnKind.STRING}
        if not is_text or column.name in taken or not 1 < len(column.labels) <= MOST_CELL_TYPES:
            continue
        known = [label for label in column.labels if find_by_label("CL", label)]
        if len(known) > 1 and len(known) >= ENOUGH_CELL_TYPES * len(column.labels):
            said = f"{shown(known)} of column {column.name} are cell types of the Cell Ontology"
            return RoleGuess("cell_type", (column.name,), said)
    return None


def _column(found: Mapping[str, RoleGuess], role: str, obs: ObsColumns) -> ObsColumn | None:
    return obs.get(found[role].columns[0]) if role in found else None


def _is_numbered(column: ObsColumn) -> bool:
    numbers = set(column.labels)
    return numbers == {str(n) for n in range(1, len(numbers) + 1)} and len(numbers) <= MOST_NUMBERED


def _is_plate_and_well(replicate: ObsColumn | None, plate: ObsColumn | None) -> bool:
    if replicate is None or plate is None:
        return False
    plate_of = per_level(replicate.codes, plate)
    if len(plate_of) < len(replicate.labels):
        return False
    for code, label in enumerate(replicate.labels):
        name = plate.labels[plate_of[code]]
        if not (label.startswith(name) and WELL.fullmatch(label.removeprefix(name).strip("_- "))):
            return False
    return True


def _because(column: ObsColumn) -> str:
    return f"the column is called {column.name} and holds {shown(column.labels)}"


def _looks_like_wells(column: ObsColumn, obs: ObsColumns) -> bool:  # noqa: ARG001 - a check
    return all(WELL.fullmatch(label) for label in column.labels[:200])


def _names_cell_lines(column: ObsColumn, obs: ObsColumns) -> bool:  # noqa: ARG001 - a check
    certain = {"cellid", "modelid"}
    return joined(column.name) not in certain or share_of_cell_lines(column.labels) > 0.5


def _groups_rows(column: ObsColumn, obs: ObsColumns) -> bool:
    return obs.n_rows < MANY_ROWS or len(column.labels) <= obs.n_rows / 2


def _is_no_sum(column: ObsColumn, obs: ObsColumns) -> bool:
    return column.kind is not ColumnKind.FLOAT and _groups_rows(column, obs)


CHECKS: Mapping[str, Callable[[ObsColumn, ObsColumns], bool]] = {
    "donor": _is_no_sum,
    "well": _looks_like_wells,
    "cell_line": _names_cell_lines,
    "cell_type": _is_no_sum,
    "batch": _is_no_sum,
    "lane": _is_no_sum,
    "replicate": _is_no_sum,
    "guide": _is_no_sum,
    "section": _is_no_sum,
}
"""What the labels of a role must be like, beside the name of the column."""

assert set(STRUCTURE_ROLES) <= set(ROLE_NAMES)  # noqa: S101 - a misspelt role would never be found
