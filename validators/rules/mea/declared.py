"""Put together operators of the card, their tables, and what the file has of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator, ModalityTable
    from aivc.validators.facts.model import Facts, FrameFacts, MatrixFacts, TableFacts


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """A table of the card, the operator that measured it, and the file's table where there is one."""

    declared: ModalityTable
    operator: MeasurementOperator
    table: TableFacts | None
    matrix_name: str

    @property
    def operator_type(self) -> str:
        """Kind of measurement; empty where the card does not say."""
        return self.operator.operator_type or ""

    @property
    def feature_type(self) -> str:
        """Kind of feature; empty where the card does not say."""
        space = self.declared.feature_space
        return (space.feature_type or "") if space is not None else ""

    @property
    def scan(self) -> MatrixFacts | None:
        """What was seen in the matrix, where it was scanned."""
        return self.table.scans.get(self.matrix_name) if self.table is not None else None

    @property
    def features(self) -> FrameFacts | None:
        """The frame of its features; None for a matrix of obsm, whose columns have no names."""
        if self.table is None or self.matrix_name.startswith("obsm/"):
            return None
        return self.table.raw_var if self.matrix_name == "raw/X" else self.table.var

    @property
    def is_whole_transcriptome(self) -> bool:
        """Whether features are the genes of an annotation, not a panel or a selection of them."""
        space = self.declared.feature_space
        n_features = len(self.scan.column_sums) if self.scan is not None else 0
        is_targeted = space is not None and space.is_targeted
        # The smallest annotations in use (yeast, fly) aside, selections of variable genes end at
        # 5,000 and imaging panels at 6,000; lists of expressed genes begin at about 10,000.
        return self.feature_type in {"gene", ""} and not is_targeted and n_features >= 10_000


def measured_tables(card: DatasetCard, facts: Facts) -> Iterator[MeasuredTable]:
    """Yield every table of the card whose operator is in the card."""
    operators = {o.operator_id: o for o in card.operators if o.operator_id}
    for declared in card.tables:
        operator = operators.get(declared.measured_by) if declared.measured_by else None
        if operator is None:
            continue
        found = facts.resolve(declared.path_in_file or "")
        table, name = (found[0], found[1].name) if found is not None else (None, "")
        yield MeasuredTable(declared, operator, table, name)
