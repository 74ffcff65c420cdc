"""Tell rows that are copies from rows that are equal by chance.

Two cells of which one gene was seen in each are often equal; two cells with the same hundred
counts are not two cells. A row is judged by the bits that it holds: which features were seen and
how often. Sums of two logarithms stand for the chance that an independent row is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import MatrixFacts

# Beyond twice the logarithm of the number of rows (all pairs), so that a chance pair is expected
# in one of a thousand datasets.
SPARE_BITS = 10.0

# Fractions have far more values than counts; this many bits each is little.
BITS_OF_FRACTION = 8.0


@dataclass(frozen=True, slots=True)
class Copies:
    """Rows whose content a row before them has.

    ``telling`` hold too much to be equal by chance; ``undecided`` may be.
    """

    telling: NDArray[np.intp]
    undecided: NDArray[np.intp]


def copies_of(scan: MatrixFacts) -> Copies:
    """Find the rows that repeat one before them, empty ones aside."""
    import numpy as np

    nonzero = scan.row_hashes != 0
    positions = np.flatnonzero(nonzero)
    first = np.unique(scan.row_hashes[positions], return_index=True)[1]
    is_copy = np.ones(len(positions), bool)
    is_copy[first] = False
    copies = positions[is_copy]
    bits = bits_of_rows(scan, copies)
    needed = 2 * np.log2(max(2, len(scan.row_hashes))) + SPARE_BITS
    return Copies(copies[bits >= needed], copies[bits < needed])


def bits_of_rows(scan: MatrixFacts, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Estimate from below how many bits tell each row from an independent one."""
    import numpy as np

    n_rows = max(1, len(scan.row_hashes))
    is_continuous = scan.fractional.count > scan.n_values / 2
    seen = np.maximum(1, scan.row_stored[rows]).astype(np.float64)
    if not is_continuous:
        # A dense matrix stores its zeros; that a row of few molecules has few values is known.
        usual = float(scan.column_sums.sum()) / max(1, int(scan.column_nonzero.sum()))
        seen = np.clip(np.abs(scan.row_sums[rows]) / max(usual, 1.0), 1.0, seen)
    share = scan.column_nonzero / n_rows
    # Chance that two independent rows agree in where they are zero, feature by feature.
    pattern = float(-np.log2(share**2 + (1 - share) ** 2).sum())
    typical = max(1.0, float(share.sum()))
    # A shallow row holds its part of the pattern only.
    bits: NDArray[np.float64] = pattern * np.minimum(1.0, seen / typical)
    if is_continuous:
        bits += BITS_OF_FRACTION * np.minimum(seen, typical)
        return bits
    # Two Poisson counts of mean m are equal with a chance of about 1 / sqrt(4 pi m); counts of
    # mean one are left out, since the pattern has them.
    mean = np.abs(scan.row_sums[rows]) / seen
    bits += seen * 0.5 * np.log2(np.maximum(1.0, mean))
    return bits
