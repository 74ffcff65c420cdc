"""Count values of some rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.predictions.model import ValueFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def where(is_so: NDArray[np.bool_], rows: NDArray[np.bool_], unit_ids: Sequence[str]) -> ValueFacts:
    """Count values that are so, in some of the rows.

    Parameters
    ----------
    is_so
        Shape (n_units, n_values).
    rows
        Rows that are looked at, shape (n_units,).
    unit_ids
        Names of the rows.
    """
    counted = is_so & rows[:, None]
    hit = np.flatnonzero(counted.any(axis=1)).tolist()
    n_looked_at = int(rows.sum()) * is_so.shape[1]
    return ValueFacts(int(counted.sum()), n_looked_at, tuple(unit_ids[row] for row in hit))
