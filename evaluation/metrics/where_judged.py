"""Rows that a metric scores because something in them is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Reference


def where_judged(reference: Reference) -> NDArray[np.float64]:
    """Return 1 for rows with a judged value and NaN for others, shape (n_rows,)."""
    return np.where(reference.judged.any(axis=1), 1.0, np.nan)
