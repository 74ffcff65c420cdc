"""Tell platforms that count molecules from those that read light."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import MeasurementOperator, ModalityTable

# Light, and cycles of a reaction; nCounter and sequencers count molecules.
DO_NOT_COUNT = frozenset(("array", "l1000", "qpcr"))


def is_no_count(operator: MeasurementOperator, table: ModalityTable) -> bool:
    """Tell whether a table is declared as counts of a platform that does not count."""
    platform = getattr(operator, "expression_platform", None)
    return platform in DO_NOT_COUNT and table.value_type == "raw_counts"
