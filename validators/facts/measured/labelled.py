"""Rows of the channels of isobaric labels that hold no single cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.model import ColumnKind
from aivc.validators.facts.measured.model import (
    BLANK,
    CARRIER,
    KINDS,
    REFERENCE,
    ChannelFacts,
    LabelledFacts,
    SetTotals,
)
from aivc.validators.facts.measured.row_groups import in_table, owned_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard, ModalityTable, SingleCellProteomics
    from aivc.storage.model import Column, Table
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.model import TableFacts

MAX_CHANNELS = 200
"""Labels of a column of channels; the largest set in use has 35."""


def named_channels(operator: SingleCellProteomics) -> tuple[tuple[str, str], ...]:
    """Return slot and name of every channel that an operator gives a role."""
    single = ((CARRIER, operator.carrier_channel), (REFERENCE, operator.reference_channel))
    return (
        *((slot, name) for slot, name in single if name),
        *((BLANK, name) for name in operator.blank_channels),
    )


def labelled_facts(
    operator: SingleCellProteomics,
    declared: ModalityTable,
    table: Table,
    facts: TableFacts,
    card: DatasetCard,
    roles: RoleKeys | None,
) -> LabelledFacts:
    """Find the rows of the channels that an operator names, and how they compare.

    Parameters
    ----------
    operator, declared
        The operator, and one of the tables that it measured.
    table, facts
        The table as opened and as measured.
    card
        The card.
    roles
        The key of each row in every role.
    """
    named = named_channels(operator)
    column = _channel_column(table, facts, [name for _, name in named])
    kind = _kinds(table, card, roles)
    channels = tuple(_channel(slot, name, column, kind) for slot, name in named)
    matrix = (declared.path_in_file or "").removeprefix(f"{table.name}/" if table.name else "")
    scan = facts.scans.get(matrix)
    sets: tuple[SetTotals, ...] = ()
    if (
        scan is not None
        and len(scan.row_sums) == table.n_obs
        and declared.value_type == "intensity"
    ):
        role = _role_of_rows(named, column, kind, table.n_obs)
        sets = tuple(_sets(scan.row_sums, role, table, roles))
    return LabelledFacts(
        operator.operator_id or "", table.name, matrix, channels, kind is not None, sets
    )


def _channel_column(table: Table, facts: TableFacts, names: list[str]) -> Column | None:
    """Return the column of obs that holds most of the names; the first of several.

    A column of numbers, or of very many labels, holds some of them by chance.
    """
    columns = facts.obs.columns if facts.obs is not None else {}
    held = {
        name: len(set(names) & set(found.used))
        for name, found in columns.items()
        if found.info.kind is not ColumnKind.FLOAT and len(found.used) <= MAX_CHANNELS
    }
    best = max(held, key=lambda name: held[name], default="")
    if not best or not held[best]:
        return None
    try:
        return table.obs.column(best)
    except AivcError:
        return None


def _kinds(table: Table, card: DatasetCard, roles: RoleKeys | None) -> NDArray[np.object_] | None:
    """Return the kind of control that each row is: ``""`` where it is none; None if untold."""
    owned = None if roles is None else owned_rows(roles, "condition", table.name, table.n_obs)
    if owned is None:
        return None
    ids, codes = owned
    controls = {control.control_id: control.control_kind or "" for control in card.controls}
    of_condition = {c.condition_id: controls.get(c.control or "", "") for c in card.conditions}
    levels = [of_condition.get(name, "") for name in ids]
    kinds: NDArray[np.object_] = np.array([*levels, ""], dtype=object)[codes]
    return kinds


def _channel(
    slot: str, name: str, column: Column | None, kind: NDArray[np.object_] | None
) -> ChannelFacts:
    if column is None or name not in column.categories:
        return ChannelFacts(slot, name)
    rows = column.codes == column.categories.index(name)
    kinds: Mapping[str, int] = {}
    if kind is not None:
        found, counts = np.unique(kind[rows].astype(str), return_counts=True)
        kinds = dict(zip(found.tolist(), counts.tolist(), strict=True))
    return ChannelFacts(slot, name, column.info.name, int(np.count_nonzero(rows)), kinds)


def _role_of_rows(
    named: tuple[tuple[str, str], ...],
    column: Column | None,
    kind: NDArray[np.object_] | None,
    n_rows: int,
) -> NDArray[np.object_]:
    """Return what each row holds: a kind of channel, or ``cell``."""
    role = np.full(n_rows, "cell", dtype=object)
    if kind is not None:
        for known in KINDS.values():
            role[kind == known] = known
    for slot, name in named:
        if column is not None and name in column.categories:
            role[column.codes == column.categories.index(name)] = KINDS[slot]
    return role


def _sets(
    totals: NDArray[np.float64], role: NDArray[np.object_], table: Table, roles: RoleKeys | None
) -> Iterator[SetTotals]:
    codes: NDArray[Any] = np.zeros(len(totals), np.int64)
    names: tuple[str, ...] = ("all rows",)
    if roles is not None and "batch" in roles.keys:
        batch = roles.keys["batch"]
        of_batch = in_table(roles, batch.codes, table.name, len(totals))
        if of_batch is not None:
            codes, names = of_batch, batch.names
    for code, name in enumerate(names):
        here = codes == code

        def held(kind: str, here: NDArray[np.bool_] = here) -> NDArray[np.float64]:
            found: NDArray[np.float64] = totals[here & (role == kind)]
            return found

        blank = held("empty")
        yield SetTotals(
            name,
            cell=_median(held("cell")),
            carrier=_median(held("carrier")),
            blank=float(blank.min()) if len(blank) else float("nan"),
        )


def _median(values: NDArray[np.float64]) -> float:
    return float(np.median(values)) if len(values) else float("nan")
