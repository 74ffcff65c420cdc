"""Find the column of subjects of a clinical table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import ClinicalTable, DatasetCard
    from aivc.validators.facts.model import ColumnFacts, Facts, TableFacts


def subject_columns(
    card: DatasetCard, facts: Facts
) -> Iterator[tuple[ClinicalTable, TableFacts, ColumnFacts | None]]:
    """Yield operator, table and column of subjects, None where obs has none of that name.

    A column that obs has and that could not be read is reported where columns are.
    """
    from aivc.schema.generated.views import ClinicalTable

    seen: set[tuple[str | None, str]] = set()
    for measured in measured_tables(card, facts):
        operator, table = measured.operator, measured.table
        if not isinstance(operator, ClinicalTable) or not operator.subject_column:
            continue
        if table is None or table.obs is None or (operator.operator_id, table.name) in seen:
            continue
        seen.add((operator.operator_id, table.name))
        name = operator.subject_column
        if name not in table.obs.unreadable:
            yield operator, table, table.obs.columns.get(name)
