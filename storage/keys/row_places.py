"""Where the rows of one frame are in another, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.frame_hashes import hash_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Frame


def row_places(base: Frame, other: Frame) -> NDArray[np.int64]:
    """Return the row of the other frame that has the name of each row, -1 where none has.

    Parameters
    ----------
    base
        The frame whose rows count.
    other
        The frame that they are looked for in.

    Returns
    -------
    ndarray
        Shape (base.n_rows,).
    """
    try:
        wanted, known = hash_names(base), hash_names(other)
    except UnreadableInputError:
        # Rows without names cannot be matched; their columns are then missing everywhere.
        return np.full(base.n_rows, -1, np.int64)
    if len(known) == 0 or np.array_equal(wanted, known):
        return np.arange(len(wanted)) if len(known) else np.full(len(wanted), -1, np.int64)
    order = np.argsort(known, kind="stable")
    place = np.searchsorted(known, wanted, sorter=order)
    place[place == len(known)] = 0
    found: NDArray[np.int64] = np.where(known[order[place]] == wanted, order[place], -1)
    return found
