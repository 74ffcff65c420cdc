"""Names under which columns and entries can be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.storage.node import safe_segments
from aivc.storage.zarr.stores import MARKERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNNAMED = "unnamed"


class StoredNames:
    """Gives each name of a group one that a file can hold, its own wherever possible.

    A name with a slash is stored as groups in each other, as AnnData did and reads; a part of it
    must then not be the name of another entry.

    Examples
    --------
    >>> names = StoredNames(reserved=["_index"])
    >>> names.of("dose (mg/ml)"), names.of(""), names.of("_index")
    ('dose (mg/ml)', 'unnamed', '_index_1')
    """

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)
        self._groups: set[str] = set()

    def of(self, name: str) -> str:
        """Return the name to store an entry under."""
        is_fit = _is_storable(name) and not self._taken.intersection(_above(name))
        plain = name if is_fit else _storable(name)
        stored, count = plain, 0
        while self._is_taken(stored):
            count += 1
            stored = f"{plain}_{count}"
        self._taken.add(stored)
        self._groups.update(_above(stored))
        return stored

    def all_of(self, names: Iterable[str]) -> Mapping[str, str]:
        """Return the name to store each entry under."""
        return {name: self.of(name) for name in names}

    def _is_taken(self, name: str) -> bool:
        return name in self._taken or name in self._groups


def _above(name: str) -> list[str]:
    segments = name.split("/")
    return ["/".join(segments[:end]) for end in range(1, len(segments))]


def _is_storable(name: str) -> bool:
    segments = safe_segments(name)
    is_plain = segments is not None and not any(segment in MARKERS for segment in segments)
    return is_plain and _is_unicode(name)


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _storable(name: str) -> str:
    plain = name.encode("utf-8", "backslashreplace").decode().replace("/", "_").replace("\0", "_")
    if plain in {"", ".", ".."} or plain in MARKERS:
        plain = plain.strip(".").replace(".", "_") or UNNAMED
    return plain
