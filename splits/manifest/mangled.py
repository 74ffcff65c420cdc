"""Recognise keys that were spoilt on their way: zeros lost, decimals gained, suffixes cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.manifest.integrity import ManglingKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DECIMALS = re.compile(r"\.0+$")
_SUFFIX = re.compile(r"-[0-9]{1,4}$")


@dataclass(frozen=True, slots=True)
class Mangled:
    """Keys spoilt in one way: pairs of positions among the keys and among the names."""

    kind: ManglingKind
    pairs: tuple[tuple[int, int], ...]
    is_ambiguous: bool


def find_mangled(keys: Sequence[str], names: Sequence[str]) -> tuple[Mangled, ...]:
    """Match keys that nothing has to names that nobody asks for, undoing one mishap after another.

    Parameters
    ----------
    keys
        Distinct keys of the assignments that match nothing.
    names
        Distinct names, or labels, of the dataset that no key matches.

    Returns
    -------
    tuple of Mangled
        By kind; every key in one of them at most.

    Examples
    --------
    >>> [(m.kind.value, m.pairs) for m in find_mangled(["5", "x "], ["005", "x"])]
    [('white_space', ((1, 1),)), ('leading_zeros', ((0, 0),))]
    """
    left = dict(enumerate(keys))
    found = []
    for kind, undo_key, undo_name in _MISHAPS:
        by_name: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            undone = undo_name(name)
            if undone is not None:
                by_name.setdefault(undone, []).append(place)
        matched = _matched(left, undo_key, by_name)
        if matched:
            is_ambiguous = any(len(by_name[undone]) > 1 for _, undone in matched)
            pairs = tuple((key, place) for key, undone in matched for place in by_name[undone])
            found.append(Mangled(kind, pairs, is_ambiguous))
            for key, _ in matched:
                del left[key]
    return tuple(found)


def _matched(
    left: Mapping[int, str], undo: Callable[[str], str | None], by_name: Mapping[str, list[int]]
) -> list[tuple[int, str]]:
    matched = []
    for place, key in left.items():
        undone = undo(key)
        if undone is not None and undone in by_name:
            matched.append((place, undone))
    return matched


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _without_zeros(text: str) -> str | None:
    whole = _DECIMALS.sub("", text.strip())
    return whole.lstrip("0") or "0" if whole.isdecimal() else None


def _without_decimals(text: str) -> str | None:
    whole = _DECIMALS.sub("", text.strip())
    return whole if whole.lstrip("-").isdecimal() else None


def _without_suffix(text: str) -> str | None:
    shorter = _SUFFIX.sub("", text)
    return shorter if shorter and shorter != text else None


def _same(text: str) -> str | None:
    return text


_MISHAPS = (
    (ManglingKind.WHITE_SPACE, _spaced, _spaced),
    (ManglingKind.CASE, str.casefold, str.casefold),
    (ManglingKind.DECIMAL_POINT, _without_decimals, _without_decimals),
    (ManglingKind.LEADING_ZEROS, _without_zeros, _without_zeros),
    (ManglingKind.SUFFIX_LOST, _same, _without_suffix),
    (ManglingKind.SUFFIX_ADDED, _without_suffix, _same),
)
