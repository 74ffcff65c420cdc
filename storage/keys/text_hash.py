"""Hash many texts at once, the same on every machine and in every process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.keys.mixing import mixed, segment_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAX_TABLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Characters:
    """The code points of many texts, one behind the other.

    ``codes`` has shape (n_characters,), ``indptr`` shape (n_texts + 1,).
    """

    codes: NDArray[Any]
    indptr: NDArray[np.int64]


def characters(texts: NDArray[np.object_]) -> Characters:
    """Lay out texts as code points."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    joined = "".join(texts)
    if joined.isascii():
        codes: NDArray[Any] = np.frombuffer(joined.encode("ascii"), np.uint8)
    else:
        codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    return Characters(codes, np.concatenate(([0], np.cumsum(lengths))))


def hash_characters(laid_out: Characters) -> NDArray[np.uint64]:
    """Hash each text: key of position times mixed code point, added up, then mixed with length."""
    codes, indptr = laid_out.codes, laid_out.indptr
    lengths = np.diff(indptr)
    positions = np.arange(len(codes)) - np.repeat(indptr[:-1], lengths)
    longest = int(lengths.max(initial=0))
    # A table of keys is cheaper, unless a single text is enormous.
    keys = _keys(np.arange(min(longest, _MAX_TABLE)))
    keys = keys.take(positions) if longest <= _MAX_TABLE else _keys(positions)
    if codes.dtype == np.uint8:
        mixed_codes = mixed(np.arange(1.0, 257.0)).take(codes)
    else:
        mixed_codes = mixed(codes + 1.0)
    sums = segment_sums(mixed_codes * keys, indptr)
    return _finish(sums ^ _keys(lengths))


def hash_texts(texts: NDArray[np.object_]) -> NDArray[np.uint64]:
    """Hash each text to 64 bits.

    Parameters
    ----------
    texts
        Texts, shape (n,).

    Returns
    -------
    ndarray
        uint64, shape (n,).

    Examples
    --------
    >>> one, two = hash_texts(np.array(["cell_1", "cell_2"], dtype=object))
    >>> bool(one == two)
    False
    """
    return hash_characters(characters(texts))


def _keys(positions: NDArray[Any]) -> NDArray[np.uint64]:
    return _finish(mixed(positions + 1.0)) | np.uint64(1)


def _finish(sums: NDArray[np.uint64]) -> NDArray[np.uint64]:
    # Second half of the finaliser of SplitMix64: high bits reach the low ones once more.
    finished = sums * np.uint64(0x94D049BB133111EB)
    finished ^= finished >> np.uint64(31)
    return finished
