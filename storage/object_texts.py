"""Texts as arrays of Python objects, as names of rows are handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def object_texts(texts: Sequence[str | None]) -> NDArray[np.object_]:
    """Return texts as an array; numpy alone would make one of fixed width, and cut zero bytes off.

    Examples
    --------
    >>> object_texts(["B cell", "T cell"]).dtype, len(object_texts([]))
    (dtype('O'), 0)
    """
    made = np.empty(len(texts), dtype=object)
    made[:] = texts
    return made
