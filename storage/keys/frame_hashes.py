"""Hashes of what obs or var call their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.text_hash import hash_texts
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Column, Frame


def hash_names(frame: Frame) -> NDArray[np.uint64]:
    """Hash the name of each row, shape (n_rows,).

    Raises
    ------
    UnreadableInputError
        The rows have no names that can be read.
    """
    return np.concatenate([*map(hash_texts, frame.index()), np.empty(0, np.uint64)])


def hash_cells(column: Column) -> NDArray[np.uint64]:
    """Hash the text of each cell of a column, 0 where it is missing, shape (n_rows,)."""
    hashes = np.append(hash_texts(object_texts(column.categories)), np.uint64(0))
    found: NDArray[np.uint64] = hashes[column.codes]
    return found
