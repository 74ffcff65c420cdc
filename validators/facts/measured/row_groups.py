"""Groups of rows over which the matrices of some operators are summed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from aivc.storage.keys.owners import NOBODY
from aivc.validators.facts.group_sums import MAX_SUMS, RowGroups
from aivc.validators.facts.measured.model import GroupFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.group_sums import GroupSums
    from aivc.validators.facts.model import TableFacts

    Codes: TypeAlias = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class PlannedGroups:
    """Entities of a kind, and the one that each row of a table belongs to."""

    role: str
    levels: tuple[str, ...]
    rows: RowGroups

    def summed(self, sums: GroupSums) -> GroupFacts:
        """Return the facts, once a matrix was summed."""
        codes = self.rows.codes
        n_rows = np.bincount(codes[codes >= 0], minlength=len(self.levels)).astype(np.int64)
        return GroupFacts(self.role, self.levels, n_rows, sums.sums(), sums.missing())


def planned_groups(
    card: DatasetCard, tables: Mapping[str, TableFacts], roles: RoleKeys
) -> dict[str, PlannedGroups]:
    """Return the groups of each matrix that an operator needs sums of, by its path in the file."""
    operators = {o.operator_id: o for o in card.operators if o.operator_id}
    places = {t.path_of(m.name): (t, m) for t in tables.values() for m in t.matrices}
    found: dict[str, PlannedGroups] = {}
    for declared in card.tables:
        operator = operators.get(declared.measured_by) if declared.measured_by else None
        path = declared.path_in_file or ""
        role = "" if operator is None else _role_of(operator)
        if not role or path not in places:
            continue
        table, matrix = places[path]
        owned = owned_rows(roles, role, table.name, matrix.shape[0])
        if owned is not None and len(owned[0]) * matrix.shape[1] <= MAX_SUMS:
            levels, codes = owned
            found[path] = PlannedGroups(role, levels, RowGroups(codes, len(levels)))
    return found


def _role_of(operator: MeasurementOperator) -> str:
    if any(antibody.marks_sample for antibody in getattr(operator, "antibodies", ())):
        return "sample"
    return "condition" if operator.operator_type == "Viability" else ""


def owned_rows(
    roles: RoleKeys, kind: str, table: str, n_rows: int
) -> tuple[tuple[str, ...], Codes] | None:
    """Return the entities of a kind, and which of them each row of a table belongs to.

    Returns
    -------
    ids, codes
        Codes have shape (n_rows,), -1 where a row belongs to none or to several. None where nothing
        tells, or the rows of the table are not among those that entities are known of.
    """
    owners = roles.owners.get(kind)
    if owners is None or not owners.ids:
        return None
    codes = in_table(roles, np.maximum(owners.codes, NOBODY), table, n_rows)
    return None if codes is None else (owners.ids, codes)


def in_table(roles: RoleKeys, codes: Codes, table: str, n_rows: int) -> Codes | None:
    """Return codes that are known of the rows of one obs for the rows of another, -1 elsewhere."""
    if roles.columns.base.table == table:
        return codes if len(codes) == n_rows else None
    frame = next((f for f in roles.columns.frames if f.table == table), None)
    if frame is None:
        return None
    place = roles.columns.places_in(frame)
    is_there = place >= 0
    found: Codes = np.full(n_rows, -1, codes.dtype)
    found[place[is_there]] = codes[is_there]
    return found
