"""Put together what the card says of a matrix and what was seen in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator, ModalityTable
    from aivc.validators.facts.model import Facts, MatrixFacts, MatrixHeader, TableFacts

COUNT_NAMES = frozenset(("layers/counts", "layers/raw_counts", "layers/umi_counts"))
"""Layers whose name alone says that they hold counts."""


@dataclass(frozen=True, slots=True)
class ScannedMatrix:
    """A matrix that was scanned, with its entry in the card where it has one."""

    table: TableFacts
    name: str
    scan: MatrixFacts
    declared: ModalityTable | None
    operator: MeasurementOperator | None

    @property
    def location(self) -> Location:
        """Where a finding about the matrix is."""
        return Location(self.name, table=self.table.name)

    @property
    def value_type(self) -> str:
        """What the card says that the numbers are; empty where it says nothing."""
        return (self.declared.value_type or "") if self.declared is not None else ""

    @property
    def operator_type(self) -> str:
        """The kind of measurement; empty where the card says nothing."""
        return (self.operator.operator_type or "") if self.operator is not None else ""

    @property
    def header(self) -> MatrixHeader | None:
        """What the header of the file says of it."""
        return next((m for m in self.table.matrices if m.name == self.name), None)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns, as the header says."""
        return self.header.shape if self.header is not None else (0, 0)

    @property
    def has_rows_of_obs(self) -> bool:
        """Whether it has a row for each observation; if it has not, MAT019 reports it."""
        return self.shape[0] == self.table.n_obs

    @property
    def is_embedding(self) -> bool:
        """Whether it lies in obsm and the card does not call it a measurement."""
        return self.name.startswith("obsm/") and not self.value_type

    @property
    def holds_counts(self) -> bool:
        """Whether it is meant to hold counts and, nearly everywhere, does."""
        if self.value_type:
            return self.value_type == "raw_counts" and not self.counts_look_changed
        return self.scan.looks_like == "counts" and not self.is_embedding

    @property
    def said_to_hold_counts(self) -> str:
        """Who says that it holds counts: the card, the name of the layer, or nobody."""
        if self.value_type:
            return "the card" if self.value_type == "raw_counts" else ""
        return "its name" if self.name in COUNT_NAMES else ""

    @property
    def counts_look_changed(self) -> bool:
        """Whether it is said to hold counts, and most of its rows hold something else."""
        looks = {"normalized_counts", "log_normalized", "scaled", "continuous", "fraction"}
        return bool(self.said_to_hold_counts) and self.scan.looks_like in looks


def scanned(card: DatasetCard, facts: Facts) -> Iterator[ScannedMatrix]:
    """Yield every matrix that was scanned."""
    declared = {table.path_in_file: table for table in card.tables if table.path_in_file}
    operators = {o.operator_id: o for o in card.operators if o.operator_id}
    for table in facts.tables.values():
        for name, scan in table.scans.items():
            entry = declared.get(table.path_of(name))
            operator = operators.get(entry.measured_by or "") if entry is not None else None
            yield ScannedMatrix(table, name, scan, entry, operator)
