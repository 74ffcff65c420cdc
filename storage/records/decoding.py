"""One place where the errors of Arrow become a sentence."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.storage.errors import UnreadableInputError
from aivc.storage.guard import BROKEN_BYTES, reason

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def decoding_table(name: str) -> Iterator[None]:
    """Turn any failure of Arrow into UnreadableInputError naming the table."""
    import pyarrow as pa

    try:
        yield
    except AivcError:
        raise
    except (pa.ArrowException, *BROKEN_BYTES) as error:
        msg = f"{name} cannot be read: {reason(error)}"
        raise UnreadableInputError(msg) from error
