"""The tables that a readout is computed from, and the columns that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.chain import operators_by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ModalityTable, Readout
    from aivc.validators.facts.model import (
        ColumnFacts,
        Facts,
        FrameFacts,
        MatrixHeader,
        TableFacts,
    )


@dataclass(frozen=True, slots=True)
class Input:
    """One table of a readout, in the card and in the file; None where the file has none."""

    declared: ModalityTable
    operator_type: str
    table: TableFacts | None
    matrix: MatrixHeader | None

    @property
    def has_names(self) -> bool:
        """Whether the columns of the matrix have names; those of obsm have none."""
        return self.matrix is not None and not self.matrix.name.startswith("obsm/")

    @property
    def features(self) -> FrameFacts | None:
        """The frame of the features; None where it was not read or there is none."""
        if self.table is None or self.matrix is None or not self.has_names:
            return None
        return self.table.raw_var if self.matrix.name == "raw/X" else self.table.var


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column of obs and the table that it is in."""

    table: str
    facts: ColumnFacts


def inputs_of(readout: Readout, card: DatasetCard, facts: Facts) -> tuple[Input, ...]:
    """Return the tables of a readout that the card has."""
    operators = operators_by_id(card)
    tables = {table.path_in_file: table for table in card.tables}
    found = []
    for path in readout.input_tables:
        declared = tables.get(path)
        if declared is None:
            continue
        operator = operators.get(declared.measured_by or "")
        kind = (operator.operator_type if operator is not None else None) or ""
        table, matrix = facts.resolve(path) or (None, None)
        found.append(Input(declared, kind, table, matrix))
    return tuple(found)


def obs_column(name: str, inputs: tuple[Input, ...], facts: Facts) -> FoundColumn | None:
    """Return a column of obs: of the readout's own tables first, then of the others."""
    for table, frame in _frames(inputs, facts):
        if name in frame.columns:
            return FoundColumn(table, frame.columns[name])
    return None


def is_unreadable(name: str, inputs: tuple[Input, ...], facts: Facts) -> bool:
    """Tell whether a column is there and cannot be read, which a rule about columns says."""
    return any(name in frame.unreadable for _, frame in _frames(inputs, facts))


def _frames(inputs: tuple[Input, ...], facts: Facts) -> Iterator[tuple[str, FrameFacts]]:
    own = [found.table for found in inputs if found.table is not None]
    others = [table for table in facts.tables.values() if all(table is not one for one in own)]
    for table in own:
        if table.obs is not None:
            yield table.name, table.obs
    if facts.shared_obs is not None:
        yield "", facts.shared_obs
    for table in others:
        if table.obs is not None:
            yield table.name, table.obs
