"""Columns found by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


def aligned(
    matrix: NDArray[np.float64], have: Sequence[str], want: Sequence[str]
) -> NDArray[np.float64]:
    """Return the wanted columns in the wanted order.

    Parameters
    ----------
    matrix
        Shape (n_rows, len(have)).
    have, want
        Names of the columns that there are, and of those that are wanted.

    Returns
    -------
    numpy.ndarray
        Shape (n_rows, len(want)), float64.

    Raises
    ------
    TaskError
        A wanted column is not there, or a name stands for two columns.
    """
    import numpy as np

    places = {name: place for place, name in enumerate(have)}
    if len(places) != len(have):
        repeated = sorted({name for name in have if list(have).count(name) > 1})
        msg = f"features: {len(repeated)} names stand for several columns, such as {repeated[0]!r}"
        raise TaskError(msg)
    absent = [name for name in want if name not in places]
    if absent:
        msg = (
            f"features: {len(absent)} of {len(want)} that the readout needs are not there, such as "
            f"{absent[0]!r}; predict every feature of the queries"
        )
        raise TaskError(msg)
    columns = np.asarray([places[name] for name in want], dtype=np.intp)
    return np.asarray(matrix, dtype=np.float64)[:, columns]
