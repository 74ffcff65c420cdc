"""Rule MAT020: no row holds more than its own total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.scanned import scanned
from aivc.validators.rules.mat.totals import TOTALS, totals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

# Totals are often stored as float32.
TOLERANCE = 1e-5


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column of totals that is smaller than the sums of every matrix of counts.

    Rows may sum up to less than their total, since features are left out; never to more.
    """
    for table in facts.tables.values():
        sums = [
            m.scan.row_sums
            for m in scanned(card, facts)
            if m.table is table and m.holds_counts and len(m.scan.row_sums) == table.n_obs
        ]
        for name in TOTALS:
            totals = totals_of(table, name)
            if totals is None or not sums:
                continue
            n_rows = min(rows_above(row_sums, totals) for row_sums in sums)
            if n_rows:
                yield Evidence(
                    Location("obs", table=table.name, column=name),
                    observed=f"{max(float(row_sums.max()) for row_sums in sums):,.0f}",
                    expected=f"{float(totals.max()):,.0f}",
                    count=n_rows,
                    total=table.n_obs,
                )


def rows_above(sums: NDArray[np.float64], totals: NDArray[np.float64]) -> int:
    """Return how many rows at least sum up to more than their total; totals are ascending.

    Which total belongs to which row is not known here, but if more sums than totals reach some
    number, rows are above their totals whatever the order.

    Examples
    --------
    >>> import numpy as np
    >>> rows_above(np.array([5.0, 9.0, 7.0]), np.array([5.0, 6.0, 9.0]))
    1
    """
    import numpy as np

    known = np.sort(sums)
    allowed = totals * (1 + TOLERANCE) + 0.5
    if not known.size:
        return 0
    sums_reaching = len(known) - np.arange(len(known))
    totals_reaching = len(allowed) - np.searchsorted(allowed, known, side="left")
    return max(0, int((sums_reaching - totals_reaching).max()))


RULE = Rule(
    code="MAT020",
    name="declared-total-disagrees",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="No row of counts holds more than the total that obs gives for it.",
    message=(
        "At least {count:,} of {total:,} rows hold more counts than {where} says (the largest sum is "
        "{observed}, the largest total {expected})."
    ),
    fix=(
        "Compute the totals again from the raw counts: "
        "`sc.pp.calculate_qc_metrics(adata, layer='counts', inplace=True)`."
    ),
    why=(
        "Totals are size factors: with those of other cells, or of values that were normalised, "
        "every row is scaled wrongly."
    ),
    check=check,
    passing=(
        Example(
            "totals of a whole transcriptome, of which a panel is kept",
            edits=(SetColumn("obs", "total_counts", [50000 + row for row in range(48)]),),
        ),
    ),
    failing=(
        Example(
            "totals taken after normalisation",
            edits=(SetColumn("obs", "total_counts", 100.0),),
            expect=(Expect("obs/total_counts", 48),),
        ),
        Example(
            "a count that was changed afterwards",
            edits=(SetValues("X", {(0, 0): 1000000.0}),),
            expect=(Expect("obs/total_counts", 1),),
        ),
    ),
)
