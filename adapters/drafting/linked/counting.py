"""Count the units that two sides of a link share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.text_hash import hash_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Frame


def names_of(frame: Frame) -> NDArray[np.uint64] | None:
    """Return the different names of rows, as hashes; None where they cannot be read."""
    try:
        blocks = [hash_texts(block) for block in frame.index()]
    except UnreadableInputError:
        return None
    return np.unique(np.concatenate([*blocks, np.empty(0, np.uint64)]))
