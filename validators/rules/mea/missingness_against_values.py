"""Rule MEA038: what is missing at random does not depend on how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.mass_spectra import n_missing, n_zeros, spectral_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.examples.example import Edit
    from aivc.validators.facts.model import Facts

FEWEST = 20
"""Features with a share of missing values, for a correlation to mean something."""

LARGEST = -0.3
"""Rank correlation of abundance with the share that is missing; chance gives 0.2 for twenty."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table said to miss values at random whose low features miss more of them."""
    import numpy as np

    for measured, scan in spectral_tables(card, facts):
        if getattr(measured.operator, "missingness", None) != "at_random":
            continue
        n_rows = measured.table.n_obs if measured.table is not None else 0
        n_known = n_rows - n_missing(scan)
        if measured.declared.value_type == "intensity":
            n_known = n_known - n_zeros(scan, n_rows)
        usable = n_known > 0
        share = 1 - n_known[usable] / max(n_rows, 1)
        mean = scan.column_sums[usable] / n_known[usable]
        if usable.sum() < FEWEST or not np.ptp(share) > 0:
            continue
        correlation = _rank_correlation(mean, share)
        low, high = _shares_of_ends(mean, share)
        if correlation < LARGEST:
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name if measured.table else ""),
                observed=f"{correlation:.2f}",
                count=int(usable.sum()),
                values={
                    "low": f"{100 * low:.0f} %",
                    "high": f"{100 * high:.0f} %",
                    "pointer": f"card:{measured.operator.pointer}/missingness",
                },
            )


def _rank_correlation(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    import numpy as np

    return float(np.corrcoef(_ranks(one), _ranks(two))[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks, equal for equal values."""
    import numpy as np

    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: NDArray[np.float64] = (ends - (counts - 1) / 2)[place]
    return ranks


def _shares_of_ends(mean: NDArray[np.float64], share: NDArray[np.float64]) -> tuple[float, float]:
    import numpy as np

    order = np.argsort(mean, kind="stable")
    fifth = max(1, len(order) // 5)
    return float(share[order[:fifth]].mean()), float(share[order[-fifth:]].mean())


def _missing(n_of: dict[int, int]) -> tuple[Edit, ...]:
    """Declare proteomes that rise from column to column, and miss the first rows of each."""
    values = {
        (row, column): float("nan") if row < n else 5 + 0.3 * column + 0.01 * row
        for column, n in n_of.items()
        for row in range(48)
    }
    operator = {
        "operator_id": "arrays",
        "operator_type": "BulkProteomics",
        "assay_ontology_term_id": "EFO:0002766",
        "scale": "sample",
        "protein_platform": "mass_spectrometry",
        "missingness": "at_random",
    }
    return (SetCard("/operators/0", operator), SetValues("X", values))


RULE = Rule(
    code="MEA038",
    name="missing-not-at-random",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Values that are missing at random are missing from high and low features alike.",
    message=(
        "{pointer} is at_random, but in {where} low features miss more: {low} of the values of the "
        "lowest fifth and {high} of the highest (rank correlation {observed}, {count:,} features)."
    ),
    fix="Write `missingness: below_detection`, and impute or model low values as such.",
    why=(
        "A mean over what was detected is too high for what is low, and an effect that brings a "
        "protein below detection looks like no effect."
    ),
    check=check,
    needs_card=True,
    operators=("SingleCellProteomics", "BulkProteomics"),
    passing=(
        Example(
            "as many are missing from high as from low proteins",
            specimen="bulk",
            edits=_missing({column: column * 7 % 20 for column in range(30)}),
        ),
    ),
    failing=(
        Example(
            "the lower a protein, the more often it is missing",
            specimen="bulk",
            edits=_missing({column: 30 - column for column in range(30)}),
            expect=(Expect("X", 30),),
        ),
    ),
    slots=("SingleCellProteomics.missingness", "BulkProteomics.missingness"),
    references=("doi:10.1021/acs.jproteome.5b00981",),
)
