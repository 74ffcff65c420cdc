"""Names of rows, read and hashed when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.observations import Observations
from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.text_hash import hash_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import Frame

LATER = np.empty(0, np.uint64)


class SeenRows(Observations):
    """Observations whose names are hashed when first asked for.

    Names take longer to read than all codes together; where nobody asks, that is saved. Ask while
    the container is open.

    Parameters
    ----------
    frame
        The obs of the rows; rows without names are hashed by their number.
    id_hashes
        Hashes, where they are known already.
    rest
        All other fields of :class:`aivc.splits.observations.Observations`.
    """

    def __init__(
        self,
        frame: Frame | None = None,
        id_hashes: NDArray[np.uint64] | None = None,
        **rest: Any,
    ) -> None:
        if frame is not None and id_hashes is None and not _has_names(frame):
            id_hashes = hash_texts(np.array([f"row {k}" for k in range(frame.n_rows)], object))
        super().__init__(id_hashes=LATER if id_hashes is None else id_hashes, **rest)
        if id_hashes is None:
            object.__setattr__(self, "_frame", frame)
            object.__delattr__(self, "id_hashes")

    def __getattr__(self, name: str) -> Any:
        """Hash names; only called for what is not set yet."""
        if name != "id_hashes":
            msg = f"{type(self).__name__} has no attribute {name!r}"
            raise AttributeError(msg)
        blocks = self.__dict__["_frame"].index()
        hashes = np.concatenate([*map(hash_texts, blocks), LATER])
        object.__setattr__(self, name, hashes)
        return hashes


def _has_names(frame: Frame) -> bool:
    try:
        next(iter(frame.index()), None)
    except UnreadableInputError:
        return False
    return True
