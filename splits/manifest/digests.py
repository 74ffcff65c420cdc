"""Digests that bind a manifest to the observations that it divides."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = "ids1"
"""Changes when the digest of the same names does."""

_LENGTH = 32


def observations_digest(id_hashes: NDArray[np.uint64]) -> str:
    """Return the digest of the names of observations, whatever their order.

    It is the SHA-256 of the sorted 64-bit hashes (little-endian) of the names as
    :func:`aivc.storage.keys.text_hash.hash_texts` makes them, shortened to 128 bits. A name that
    occurs twice counts twice.

    Parameters
    ----------
    id_hashes
        Hash of the name of each row, shape (n_rows,).

    Examples
    --------
    >>> one = np.array([3, 1, 2], np.uint64)
    >>> observations_digest(one) == observations_digest(one[::-1])
    True
    >>> observations_digest(one)[:5]
    'ids1:'
    """
    ordered = np.sort(id_hashes).astype("<u8", copy=False)
    return f"{VERSION}:{hashlib.sha256(ordered.tobytes()).hexdigest()[:_LENGTH]}"
