"""Tables of intensities from mass spectrometry, and what is missing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, MatrixFacts
    from aivc.validators.rules.mea.declared import MeasuredTable

INTENSITIES = frozenset({"intensity", "log_intensity"})


def spectral_tables(card: DatasetCard, facts: Facts) -> Iterator[tuple[MeasuredTable, MatrixFacts]]:
    """Yield each scanned matrix of intensities that a mass spectrometer gave."""
    for measured in measured_tables(card, facts):
        platform = getattr(measured.operator, "protein_platform", "mass_spectrometry")
        is_proteome = measured.operator_type in {"SingleCellProteomics", "BulkProteomics"}
        is_spectral = is_proteome and platform == "mass_spectrometry"
        is_signal = measured.declared.value_type in INTENSITIES
        if is_spectral and is_signal and measured.scan is not None and measured.table is not None:
            yield measured, measured.scan


def n_missing(scan: MatrixFacts) -> NDArray[np.int64]:
    """Count NaN in each column."""
    import numpy as np

    missing = scan.column_missing
    n_columns = len(scan.column_sums)
    return np.zeros(n_columns, np.int64) if missing is None else missing.astype(np.int64)


def n_zeros(scan: MatrixFacts, n_rows: int) -> NDArray[np.int64]:
    """Count zeros in each column, those that are not stored included."""
    return n_rows - scan.column_nonzero
