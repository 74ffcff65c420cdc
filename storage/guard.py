"""One place where the errors of the file libraries become a sentence."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from aivc.schema.errors import AivcError
from aivc.storage.errors import UnreadableInputError

# What h5py, numcodecs, zipfile and zlib raise for broken bytes. Listed, because a blanket
# `except Exception` would also swallow the end of an interrupted generator's protocol errors.
BROKEN_BYTES: tuple[type[Exception], ...] = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@contextmanager
def decoding(element: str) -> Iterator[None]:
    """Turn any failure of a file library into UnreadableInputError naming the element.

    Keep the body of the ``with`` statement to calls of the library: a mistake of our own inside
    it would be reported as a broken file.
    """
    try:
        yield
    except AivcError:
        raise
    except BROKEN_BYTES as error:
        msg = f"{element} cannot be read: {reason(error)}"
        raise UnreadableInputError(msg) from error


def reason(error: BaseException) -> str:
    """Return the first line of an error's message, or the name of its type."""
    text = str(error.args[0]) if len(error.args) == 1 else str(error)
    lines = text.strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
