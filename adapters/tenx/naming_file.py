"""Name the file in errors that only name a part of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def naming_file(file: str) -> Iterator[None]:
    """Put the name of a file before the message of an error that does not hold it.

    Examples
    --------
    >>> with naming_file("a.h5"):
    ...     raise UnreadableInputError("matrix/data cannot be read")
    Traceback (most recent call last):
    aivc.storage.errors.UnreadableInputError: a.h5: matrix/data cannot be read
    """
    try:
        yield
    except UnreadableInputError as error:
        if file in str(error):
            raise
        msg = f"{file}: {error}"
        raise UnreadableInputError(msg) from error
