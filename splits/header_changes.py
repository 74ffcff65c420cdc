"""Which slots differ between the headers of two manifests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_NAME = {
    "partitions": "partition_name",
    "corpora": "corpus_id",
}
"""Lists whose entries have names of their own, so that a new one does not shift the others."""

_FILE_SLOTS = frozenset({"/assignments/path", "/assignments/sha256", "/assignments/n_rows"})


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot of the header that differs; None where one header does not have it."""

    pointer: str
    before: Any
    after: Any


def slot_changes(before: Any, after: Any, pointer: str = "") -> Iterator[SlotChange]:
    """Yield the slots that differ, deepest first named; the digest of the table is no slot."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from slot_changes(before.get(key), after.get(key), f"{pointer}/{_escaped(key)}")
    elif _named(before, after, pointer) is not None:
        name = _BY_NAME[pointer[1:]]
        mine, other = ({one[name]: one for one in listed} for listed in (before, after))
        for key in dict.fromkeys([*mine, *other]):
            yield from slot_changes(mine.get(key), other.get(key), f"{pointer}/{_escaped(key)}")
    elif _same_list(before, after):
        for place, (one, another) in enumerate(zip(before, after, strict=True)):
            yield from slot_changes(one, another, f"{pointer}/{place}")
    elif before != after and pointer not in _FILE_SLOTS:
        yield SlotChange(pointer, before, after)


def _named(before: Any, after: Any, pointer: str) -> str | None:
    name = _BY_NAME.get(pointer[1:])
    if name is None or not isinstance(before, list) or not isinstance(after, list):
        return None
    entries = [*before, *after]
    is_named = all(isinstance(one, dict) and isinstance(one.get(name), str) for one in entries)
    return name if is_named else None


def _same_list(before: Any, after: Any) -> bool:
    return (
        isinstance(before, list)
        and isinstance(after, list)
        and len(before) == len(after)
        and any(isinstance(one, dict) for one in before)
    )


def _escaped(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def shown(value: Any) -> str:
    """Write a value of a header on one line; empty where there is none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
