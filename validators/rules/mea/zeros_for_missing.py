"""Rule MEA039: a protein that was not detected is missing, not zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.mass_spectra import n_missing, n_zeros, spectral_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.examples.example import Edit
    from aivc.validators.facts.model import Facts

MOST = 0.001
"""Share of zeros that rounding may leave."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix of linear intensities with zeros."""
    for measured, scan in spectral_tables(card, facts):
        n_rows = measured.table.n_obs if measured.table is not None else 0
        total = n_rows * len(scan.column_sums)
        zeros = int(n_zeros(scan, n_rows).sum())
        if measured.declared.value_type == "intensity" and zeros > MOST * total:
            missing = int(n_missing(scan).sum())
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name if measured.table else ""),
                observed=f"{missing:,} more are missing" if missing else "no value is missing",
                count=zeros,
                total=total,
            )


def _proteome(values: dict[tuple[int, int], float]) -> tuple[Edit, ...]:
    operator = {
        "operator_id": "arrays",
        "operator_type": "BulkProteomics",
        "assay_ontology_term_id": "EFO:0002766",
        "scale": "sample",
        "protein_platform": "mass_spectrometry",
    }
    return (
        SetCard("/operators/0", operator),
        SetCard("/tables/0/value_type", "intensity"),
        SetValues("X", values),
    )


RULE = Rule(
    code="MEA039",
    name="zeros-for-missing",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="An intensity that was not detected is missing, not zero.",
    message="{count:,} of {total:,} intensities in {where} are 0, and {observed}.",
    fix="Write NaN where nothing was detected: `X[X == 0] = np.nan`.",
    why=(
        "No mass spectrometer measures an intensity of zero: search software writes it for not "
        "detected. Means, fold changes and logarithms take it for the lowest value that there is."
    ),
    check=check,
    needs_card=True,
    operators=("SingleCellProteomics", "BulkProteomics"),
    passing=(
        Example(
            "missing values are missing",
            specimen="bulk",
            edits=_proteome({(row, 0): float("nan") for row in range(20)}),
        ),
    ),
    failing=(
        Example(
            "zeros beside missing values",
            specimen="bulk",
            edits=_proteome(
                {
                    **{(row, 0): 0.0 for row in range(20)},
                    **{(row, 1): float("nan") for row in range(9)},
                }
            ),
            expect=(Expect("X", 20),),
        ),
    ),
    slots=("ModalityTable.value_type", "SingleCellProteomics.missingness"),
    references=("doi:10.1038/s41592-023-01785-3",),
)
