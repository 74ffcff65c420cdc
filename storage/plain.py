"""Stored text and numbers as the labels that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def decoded(text: str | bytes) -> str:
    r"""Return stored text as ``str``; bytes that are no UTF-8 show as ``\xNN``.

    Escaping keeps different labels different, and prints on any terminal.

    Examples
    --------
    >>> decoded(b"10 \xb5M")
    '10 \\xb5M'
    """
    if isinstance(text, bytes):
        return text.decode("utf-8", errors="backslashreplace")
    if text.isascii():
        return text
    # h5py gives names and attributes that are no UTF-8 as lone surrogates, which cannot be printed.
    return text.encode("utf-8", errors="surrogateescape").decode("utf-8", "backslashreplace")


def is_utf8(text: str | bytes) -> bool:
    """Tell whether stored text is valid UTF-8."""
    if isinstance(text, str):
        return True
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decoded_all(texts: Iterable[str | bytes]) -> list[str]:
    """Return each stored text as ``str``, as :func:`decoded` does."""
    return [
        text if isinstance(text, str) else text.decode("utf-8", errors="backslashreplace")
        for text in texts
    ]


def native(values: NDArray[Any]) -> NDArray[Any]:
    """Return values in the byte order of this machine."""
    return values.astype(values.dtype.newbyteorder("="), copy=False)


def number_texts(values: NDArray[Any]) -> list[str]:
    """Return the shortest text of each number that reads back as the same number.

    Whole floats lose their ``.0``, so that a dose column reads the same whether it was stored as
    integers or as floats. The shortest text of a float32 is that of its own precision.

    Examples
    --------
    >>> import numpy as np
    >>> number_texts(np.array([1.0, 0.1, 1e-05], dtype="float32"))
    ['1', '0.1', '1e-05']
    """
    if values.dtype.kind in "iu":
        return [str(value) for value in values.tolist()]
    texts = (str(value) for value in values)
    return [text.removesuffix(".0") for text in texts]
