"""Which columns play which role, from their names and from what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.cell_lines import name_cell_types, share_of_cell_lines
from aivc.adapters.drafting.columns import MOST_LEVELS
from aivc.adapters.drafting.names import joined, shown
from aivc.adapters.drafting.relations import per_level, says_the_same
from aivc.adapters.drafting.role_names import ROLE_NAMES, rank_of
from aivc.adapters.plates.wells import read_well
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

LANE = re.compile(r"(lane|l|gem|gem[ _-]?group|pool|lib|library|run)?[ _-]?\d{1,3}", re.IGNORECASE)
PERSON = re.compile(r"(patient|donor|subject|individual|mouse|pt)[ _-]?\w{1,12}", re.IGNORECASE)
SOURCE = re.compile(r"source[ _-]?\d+", re.IGNORECASE)
NOTHING = frozenset({"", "not available", "not applicable", "na", "n/a", "nan", "none", "unknown"})
"""Words for a value that nobody knows; ``na`` and ``unknown`` are those of CELLxGENE too."""

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
    is_said: bool = False
    """Whether a person or a format says so; it is then no guess."""


def structure_roles(
    obs: ObsColumns, *, is_bulk: bool, said: Mapping[str, RoleGuess] | None = None
) -> dict[str, RoleGuess]:
    """Find the columns of the roles that say where an observation comes from.

    Parameters
    ----------
    obs
        The columns.
    is_bulk
        Whether a row is a whole sample, so that a name of its own is the name of a sample.
    said
        Roles that a person or a format says; they decide.
    """
    said = said or {}
    found = {role: said[role] for role in STRUCTURE_ROLES if role in said}
    taken = {name for guess in said.values() for name in guess.columns}
    for role in STRUCTURE_ROLES:
        if role in found:
            continue
        fits = [c for c in _named(obs, role) if c.name not in taken and _fits(role, c, obs)]
        if role == "sample":
            fits = _samples(fits, obs.n_rows, is_bulk=is_bulk)
            fits = [column for column in fits if not _numbers_lanes(column, obs)]
        if fits:
            taken.add(fits[0].name)
            found[role] = RoleGuess(role, (fits[0].name,), _because(fits[0]))
    return _judged_by_content(found, obs, taken)


def _named(obs: ObsColumns, role: str) -> list[ObsColumn]:
    known = [(rank, c) for c in obs if (rank := rank_of(role, c.name)) is not None]
    return [column for _, column in sorted(known, key=lambda entry: entry[0]) if column.labels]


def _fits(role: str, column: ObsColumn, obs: ObsColumns) -> bool:
    if all(label.strip().casefold() in NOTHING for label in column.labels):
        return False
    check = CHECKS.get(role)
    return column.kind is not ColumnKind.BOOLEAN and (check is None or check(column, obs))


def _samples(fits: list[ObsColumn], n_rows: int, *, is_bulk: bool) -> list[ObsColumn]:
    if is_bulk:
        return sorted(fits, key=lambda column: -len(column.labels))
    return [column for column in fits if n_rows < MANY_ROWS or len(column.labels) < n_rows / 2]


def _judged_by_content(
    found: dict[str, RoleGuess], obs: ObsColumns, taken: set[str]
) -> dict[str, RoleGuess]:
    """Move columns whose labels say another role than their name; what is said stays."""
    found = dict(found)
    named = taken | {name for guess in found.values() for name in guess.columns}
    if "cell_type" not in found and (guess := _by_cell_types(obs, named)) is not None:
        found["cell_type"] = guess
    _lane_of_object(found, obs, named)
    cell_type = _column(found, "cell_type", obs)
    if cell_type is not None and "cell_line" not in found and not found["cell_type"].is_said:
        share = share_of_cell_lines(cell_type.labels)
        if share > 0.5 and not name_cell_types(cell_type.labels):
            said = (
                f"{share:.0%} of its {len(cell_type.labels)} labels are cell lines of Cellosaurus"
            )
            found["cell_line"] = RoleGuess("cell_line", (cell_type.name,), said)
            del found["cell_type"]
    replicate, plate = _column(found, "replicate", obs), _column(found, "plate", obs)
    if "donor" not in found and replicate is not None and _names_people(replicate, found):
        said = f"its labels name people: {shown(replicate.labels)}"
        found["donor"] = RoleGuess("donor", found.pop("replicate").columns, said)
        replicate = None
    is_free = "replicate" in found and not found["replicate"].is_said
    if "well" not in found and is_free and _is_plate_and_well(replicate, plate):
        said = "each label is that of its plate, followed by the position of a well"
        found["well"] = RoleGuess("well", found.pop("replicate").columns, said)
    donor = _column(found, "donor", obs)
    is_free = donor is not None and not found["donor"].is_said
    if donor is not None and is_free and _counts_repeats(donor):
        said = f"it only counts from 1 to {len(donor.labels)}, so that it numbers repeats"
        del found["donor"]
        found.setdefault("replicate", RoleGuess("replicate", (donor.name,), said))
    return found


def _numbers_lanes(column: ObsColumn, obs: ObsColumns) -> bool:
    """Tell whether the name of a Seurat object only numbers what was loaded."""
    if joined(column.name) != "origident":
        return False
    lanes = [c for c in obs if rank_of("lane", c.name) is not None]
    is_copy = any(says_the_same(column, lane) for lane in lanes)
    return is_copy or all(LANE.fullmatch(label) for label in column.labels)


def _lane_of_object(found: dict[str, RoleGuess], obs: ObsColumns, taken: set[str]) -> None:
    if "lane" in found:
        return
    for column in obs:
        if column.name not in taken and _numbers_lanes(column, obs) and len(column.labels) > 1:
            said = f"{column.name} only numbers what was loaded: {shown(column.labels)}"
            found["lane"] = RoleGuess("lane", (column.name,), said)
            return


def _by_cell_types(obs: ObsColumns, taken: set[str]) -> RoleGuess | None:
    """Find a column whose labels are names of cell types, whatever it is called."""
    for column in obs:
        is_many = obs.n_rows > MOST_LEVELS and column.kind is ColumnKind.STRING
        if not column.is_text or column.name in taken or is_many:
            continue  # In a large file text without categories names single rows.
        if not 1 < len(column.labels) <= MOST_CELL_TYPES:
            continue
        known = [label for label in column.labels if find_by_label("CL", label)]
        if len(known) > 1 and len(known) >= ENOUGH_CELL_TYPES * len(column.labels):
            said = f"{shown(known)} of column {column.name} are cell types of the Cell Ontology"
            return RoleGuess("cell_type", (column.name,), said)
    return None


def _column(found: Mapping[str, RoleGuess], role: str, obs: ObsColumns) -> ObsColumn | None:
    return obs.get(found[role].columns[0]) if role in found else None


def _names_people(replicate: ObsColumn, found: Mapping[str, RoleGuess]) -> bool:
    is_free = not found["replicate"].is_said
    return is_free and all(PERSON.fullmatch(label) for label in replicate.labels)


def _counts_repeats(donor: ObsColumn) -> bool:
    return joined(donor.name).startswith("individual") and _is_numbered(donor)


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
        if not (label.startswith(name) and read_well(label.removeprefix(name).strip("_- "))):
            return False
    return True


def _because(column: ObsColumn) -> str:
    return f"the column is called {column.name} and holds {shown(column.labels)}"


def _looks_like_wells(column: ObsColumn, obs: ObsColumns) -> bool:  # noqa: ARG001 - a check
    asked = [label for label in column.labels[:200] if label.strip()]
    return bool(asked) and all(read_well(label) is not None for label in asked)


def _names_laboratories(column: ObsColumn, obs: ObsColumns) -> bool:  # noqa: ARG001 - a check
    """Tell laboratories from fields of view, which are numbered, and from any other source."""
    if joined(column.name) == "source":
        return all(SOURCE.fullmatch(label) for label in column.labels)
    return not all(label.isdecimal() for label in column.labels)


def _groups_samples(column: ObsColumn, obs: ObsColumns) -> bool:  # noqa: ARG001 - a check
    """Tell whether labels may name samples; an object that was never named does not."""
    return column.labels != ("SeuratProject",) and (column.kind is not ColumnKind.FLOAT)


def _names_cell_lines(column: ObsColumn, obs: ObsColumns) -> bool:  # noqa: ARG001 - a check
    certain = {"cellid", "modelid"}
    return joined(column.name) not in certain or share_of_cell_lines(column.labels) > 0.5


def _groups_rows(column: ObsColumn, obs: ObsColumns) -> bool:
    return obs.n_rows < MANY_ROWS or len(column.labels) <= obs.n_rows / 2


def _is_no_sum(column: ObsColumn, obs: ObsColumns) -> bool:
    return column.kind is not ColumnKind.FLOAT and _groups_rows(column, obs)


def _joins_rows(column: ObsColumn, obs: ObsColumns) -> bool:
    """Tell a batch, which several rows share, from a name of each row."""
    return _is_no_sum(column, obs) and (len(column.labels) < obs.n_rows or obs.n_rows < 2)


CHECKS: Mapping[str, Callable[[ObsColumn, ObsColumns], bool]] = {
    "donor": _is_no_sum,
    "well": _looks_like_wells,
    "cell_line": _names_cell_lines,
    "cell_type": _is_no_sum,
    "batch": _joins_rows,
    "lane": _joins_rows,
    "replicate": _is_no_sum,
    "guide": _is_no_sum,
    "section": _is_no_sum,
    "site": _names_laboratories,
    "sample": _groups_samples,
    "assay": _joins_rows,
}
"""What the labels of a role must be like, beside the name of the column."""

assert set(STRUCTURE_ROLES) <= set(ROLE_NAMES)  # noqa: S101 - a misspelt role would never be found
