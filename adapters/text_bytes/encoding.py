"""The encoding of text: UTF-8 where it is that, UTF-16 where it says so, else Latin-1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.peeking import UTF_16

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

UTF_8, LATIN_1 = "UTF-8", "Latin-1"


def decoded(content: bytes) -> tuple[str, str]:
    """Return the content of a text file as text, and the encoding that it was read in.

    In Latin-1 every byte is a character, so that nothing is refused.
    """
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        return content.decode("latin-1"), LATIN_1


def text_of(stored: bytes) -> str:
    r"""Return a part of a text as it was meant: UTF-8 where it is that, else Latin-1.

    Examples
    --------
    >>> text_of(b"10 \xc2\xb5M") == text_of(b"10 \xb5M") == "10 \u00b5M"
    True
    """
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored.decode("latin-1")


def is_utf8(stored: bytes) -> bool:
    """Tell whether bytes are text in UTF-8."""
    try:
        stored.decode()
    except UnicodeDecodeError:
        return False
    return True


def note_encoding(path: Path, encoding: str, log: ConversionNotes) -> None:
    """Note that a file was read in another encoding than UTF-8."""
    if encoding != UTF_8:
        said = "it is no UTF-8; letters with accents and micro signs should be looked at"
        log.converted(path.name, f"read as {encoding}", said)
