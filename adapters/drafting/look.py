"""What the numbers of a matrix look like, as measured from a sample of rows."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatrixLook:
    """A kind of matrix.

    Attributes
    ----------
    kind
        ``empty``, ``binary``, ``counts``, ``normalized_counts``, ``log_normalized``, ``scaled``,
        ``fraction`` or ``continuous``.
    share
        Share of sampled rows that fit.
    scale
        Depth to which all rows were brought; NaN where it is not one.
    base
        Base of the logarithm, ``e``, ``2`` or ``10``; empty where there is none.
    smallest, largest
        Over the finite values of the sample; NaN where there is none.
    n_rows
        Rows of the sample.
    """

    kind: str
    share: float = 1.0
    scale: float = math.nan
    base: str = ""
    smallest: float = math.nan
    largest: float = math.nan
    n_rows: int = 0
