"""How much a hostile file may ask for before it is refused.

A header is a claim: a few bytes can declare petabytes. Nothing is allocated, and no loop is
started, before the claim has passed one of these tests.
"""

from collections.abc import Callable

from aivc.storage.errors import UnreadableInputError

MAX_CHUNK_BYTES = 4 << 30
"""Decoded size of one chunk that must be held whole; HDF5 1.x cannot store a larger one."""

MAX_ARRAY_BYTES = 4 << 30
"""Decoded size of an array that is read whole: one column of 500 million numbers."""

MAX_TEXT_BYTES = 256 << 20
"""Text read in one step."""

MAX_LABEL_BYTES = 16 << 20
"""One label or row name; a longer one is no label."""

MAX_ATTRIBUTE_VALUES = 1_000_000
"""Values of one attribute: the column names of a frame are the longest in use."""

MAX_METADATA_BYTES = 64 << 20
"""One JSON document of zarr metadata, or one card."""

MAX_DEPTH = 32
"""Nesting of groups below the root; links can make it infinite."""

MAX_RANK = 32
"""Dimensions of an array; HDF5 and NumPy stop there too."""

BACKED_FREELY = 16 << 30
"""Declared bytes that need no stored bytes behind them: missing chunks hold the fill value."""

MAX_CHUNKS = 1 << 24
"""Chunks of one array: 16 million of 30,000 values each hold 500 billion values."""

MAX_RATIO = 10_000
"""Declared over stored bytes above that; gzip reaches 1,032, zstd on constant data a few 1,000."""


def refuse_beyond(limit: int, asked: int, element: str, what: str) -> None:
    """Raise UnreadableInputError if ``asked`` bytes for ``what`` are more than ``limit``."""
    if asked > limit:
        msg = (
            f"{element}: {what} would take {asked:,} bytes, more than the {limit:,} that aivc "
            f"reads at once; the header is damaged, or the element must be stored in smaller chunks"
        )
        raise UnreadableInputError(msg)


def refuse_unending(n_chunks: int, element: str) -> None:
    """Raise UnreadableInputError if an array has more chunks than can be visited."""
    if n_chunks > MAX_CHUNKS:
        msg = (
            f"{element}: the header declares {n_chunks:,} chunks, more than the {MAX_CHUNKS:,} "
            "that aivc visits; the shape is damaged or made up, or the chunks are far too small"
        )
        raise UnreadableInputError(msg)


def refuse_unbacked(declared: int, stored_size: Callable[[], int], element: str) -> None:
    """Raise UnreadableInputError if the declared size cannot come from the stored bytes.

    Parameters
    ----------
    declared : int
        Decoded bytes that the header claims.
    stored_size : callable
        Tells how many bytes, compressed, belong to the element; asked only where it matters.
    element : str
        Path of the element, for the message.
    """
    if declared <= BACKED_FREELY:
        return
    stored = stored_size()
    if declared > stored * MAX_RATIO:
        msg = (
            f"{element}: the header declares {declared:,} bytes but only {stored:,} are stored; "
            "no compression does that, so the shape is damaged or made up"
        )
        raise UnreadableInputError(msg)
