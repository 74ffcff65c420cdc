"""How much a row holds: whether equal rows are copies, or equal by chance.

Two cells of which one gene was seen in each are often equal; two cells with the same hundred
counts are not two cells. A row is judged by the bits that it holds: which features were seen and
how often. Sums of two logarithms stand for the chance that an independent row is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Beyond twice the logarithm of the number of rows (all pairs), so that a chance pair is expected
# in one of a thousand datasets.
SPARE_BITS = 10.0

# Fractions have far more values than counts; this many bits each is little.
BITS_OF_FRACTION = 8.0


# A feature of every row would be there at any depth; none is as sure as that.
_ALWAYS = 0.9999

_N_DEPTHS = 97


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the rows and columns of a matrix.

    ``row_sums`` and ``row_stored`` (stored values) have shape (n_rows,), ``column_sums`` and
    ``column_nonzero`` shape (n_columns,). ``is_continuous`` says that most values are no whole
    numbers.
    """

    row_sums: NDArray[np.float64]
    row_stored: NDArray[np.integer[Any]]
    column_sums: NDArray[np.float64]
    column_nonzero: NDArray[np.int64]
    is_continuous: bool

    @property
    def n_rows(self) -> int:
        """Rows."""
        return len(self.row_sums)


def bits_needed(n_rows: int) -> float:
    """Return the bits from which equal rows are copies, in a matrix of so many rows.

    Examples
    --------
    >>> bits_needed(1024)
    30.0
    """
    import math

    return 2 * math.log2(max(2, n_rows)) + SPARE_BITS


def bits_of_pattern(totals: Totals, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Estimate from below the bits in which features of each row are not zero."""
    import numpy as np

    share = _share(totals)
    # Chance that two independent rows agree in where they are zero, feature by feature.
    pattern = float(-np.log2(share**2 + (1 - share) ** 2).sum())
    # A shallow row holds its part of the pattern only.
    bits: NDArray[np.float64] = pattern * np.minimum(1.0, _seen(totals, rows) / _typical(totals))
    return bits


def bits_of_support(totals: Totals, n_nonzero: NDArray[np.integer[Any]]) -> NDArray[np.float64]:
    """Estimate the bits in which features are not zero in rows of so many.

    A row in which nearly every feature is seen tells by its zeros only: each feature's share of
    rows is brought to the depth of the row, as if more or fewer molecules had been drawn.

    Parameters
    ----------
    totals
        Of the matrix.
    n_nonzero
        Features that are not zero in each row, shape (n,).
    """
    import numpy as np

    misses = -np.log1p(-np.minimum(_share(totals), _ALWAYS))
    depths = np.exp2(np.linspace(-12, 12, _N_DEPTHS))
    seen = np.empty(_N_DEPTHS)
    bits = np.empty(_N_DEPTHS)
    for k, depth in enumerate(depths):
        share = -np.expm1(-misses * depth)
        seen[k] = share.sum()
        bits[k] = -np.log2(share**2 + (1 - share) ** 2).sum()
    found: NDArray[np.float64] = np.interp(n_nonzero, seen, bits)
    return found


def bits_of_content(totals: Totals, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Estimate from below how many bits tell each row from an independent one."""
    import numpy as np

    bits = bits_of_pattern(totals, rows)
    seen = _seen(totals, rows)
    if totals.is_continuous:
        bits += BITS_OF_FRACTION * np.minimum(seen, _typical(totals))
        return bits
    # Two Poisson counts of mean m are equal with a chance of about 1 / sqrt(4 pi m); counts of
    # mean one are left out, since the pattern has them.
    mean = np.abs(totals.row_sums[rows]) / seen
    bits += seen * 0.5 * np.log2(np.maximum(1.0, mean))
    return bits


def _seen(totals: Totals, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    """Features seen in each row, from below."""
    import numpy as np

    seen: NDArray[np.float64] = np.maximum(1, totals.row_stored[rows]).astype(np.float64)
    if not totals.is_continuous:
        # A dense matrix stores its zeros; that a row of few molecules has few values is known.
        usual = float(totals.column_sums.sum()) / max(1, int(totals.column_nonzero.sum()))
        seen = np.clip(np.abs(totals.row_sums[rows]) / max(usual, 1.0), 1.0, seen)
    return seen


def _share(totals: Totals) -> NDArray[np.float64]:
    share: NDArray[np.float64] = totals.column_nonzero / max(1, totals.n_rows)
    return share


def _typical(totals: Totals) -> float:
    return max(1.0, float(_share(totals).sum()))
