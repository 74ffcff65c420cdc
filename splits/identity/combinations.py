"""Read the label of a combination into its members.

Only a separator separates: the declared one, or one for which the labels themselves give evidence.
A hyphen, a slash, an underscore, a comma or a plus inside a name is part of the name: ``HLA-A``,
``NKX2-1``, ``non-targeting``, ``1,2-dichloroethane``, ``(+)-JQ1``, ``CD3+``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.splits.identity.naming import doubt
from aivc.splits.identity.spelling import folded, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from aivc.splits.identity.model import Doubt

CANDIDATES = ("+", "|", ";", "&", ", ")
"""Texts that may be found to be a separator, in the order in which they are tried."""

ENOUGH = 0.5
"""Share of the members that must be known by themselves. Below it, most parts would be names that
occur nowhere else, which is what cutting through names gives."""

MOST_GLUED = 6
"""Parts that a known name may be made of, such as three of ``HLA-DR-A`` where ``-`` separates."""

OPENING, CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes labels apart.

    Attributes
    ----------
    separator
        Text between members; empty where nothing is taken apart.
    source
        ``declared``, ``detected`` or empty.
    is_known
        Tells of a text whether it is the name of one thing; such a text is never cut.
    doubts
        Labels that look like combinations and were not taken apart.

    Examples
    --------
    >>> reader = Reader("-", "declared", {"HLA-A", "NKX2-1"}.__contains__)
    >>> reader.members("HLA-A-NKX2-1"), reader.members("HLA-A")
    (('HLA-A', 'NKX2-1'), ('HLA-A',))
    """

    separator: str
    source: str
    is_known: Callable[[str], bool]
    doubts: tuple[Doubt, ...] = ()

    def members(self, label: str) -> tuple[str, ...]:
        """Return the members that a label names, in its order."""
        whole = tidy(label)
        if not self.separator or self.separator.strip() not in whole or self.is_known(whole):
            return (whole,)
        if self.source == "declared":
            return tuple(self._regrouped(cut(whole, self.separator))) or (whole,)
        parts = cut(whole, self.separator)
        return parts if _reads_as_list(whole, parts, self) else (whole,)

    def _regrouped(self, parts: Sequence[str]) -> Iterator[str]:
        """Glue neighbouring parts that make up a known name, longest first."""
        start = 0
        while start < len(parts):
            for stop in range(min(len(parts), start + MOST_GLUED), start, -1):
                text = self.separator.join(parts[start:stop]).strip()
                if stop == start + 1 or self.is_known(text):
                    if text:
                        yield text
                    start = stop
                    break


def find_reader(
    labels: Collection[str],
    is_known: Callable[[str], bool],
    is_control: Callable[[str], bool],
    declared: str = "",
) -> Reader:
    """Find by what the members of combinations are separated.

    A separator is detected where more than half of the members are known by themselves: as a label
    of their own (a label beside a control counts as one), to ``is_known``, or because the same
    members also occur in another order, as in ``A+B`` and ``B+A``.

    Parameters
    ----------
    labels
        Distinct labels.
    is_known
        Tells of a text whether a vocabulary or a card knows it as the name of one thing.
    is_control
        Tells whether a label is a control.
    declared
        The separator that the manifest or the card declares; nothing is then detected.
    """
    if declared:
        return Reader(declared, "declared", is_known)
    doubts: list[Doubt] = []
    for candidate in CANDIDATES:
        listing = [label for label in sorted(labels) if _may_list(label, candidate, is_known)]
        if not listing:
            continue
        known, members = _evidence(labels, listing, candidate, (is_known, is_control))
        if len(known) > ENOUGH * len(members):
            return Reader(candidate, "detected", is_known)
        if known:
            detail = (
                f"{candidate.strip()!r} may separate members, of which only {len(known)} of "
                f"{len(members)} are known by themselves; nothing was taken apart: declare "
                "binding/combination_separator"
            )
            doubts.append(doubt("ambiguous", listing, detail))
    return Reader("", "", is_known, tuple(doubts))


def cut(label: str, separator: str) -> tuple[str, ...]:
    """Cut a label at a separator outside brackets; blanks around the parts go.

    Examples
    --------
    >>> cut("(+)-JQ1+Dasatinib", "+")
    ('(+)-JQ1', 'Dasatinib')
    """
    if not any(bracket in label for bracket in OPENING):
        return tuple(part.strip() for part in label.split(separator))
    parts: list[str] = []
    start, place = 0, 0
    inside = _inside_brackets(label)
    while (place := label.find(separator, place)) >= 0:
        if not inside[place]:
            parts.append(label[start:place].strip())
            start = place + len(separator)
            place = start
        else:
            place += 1
    return (*parts, label[start:].strip())


def loose_parts(labels: Iterable[str], separator: str = "") -> set[str]:
    """Return what labels may be made of, cut at every text that may separate; a first guess."""
    parts = {tidy(label) for label in labels}
    for mark in (separator,) if separator else CANDIDATES:
        parts = {part for whole in parts for part in cut(whole, mark) if part}
    return parts


def _evidence(
    labels: Iterable[str],
    listing: Iterable[str],
    separator: str,
    known_by: tuple[Callable[[str], bool], Callable[[str], bool]],
) -> tuple[set[str], set[str]]:
    """Return the members that are known by themselves, and all members; controls are neither."""
    is_known, is_control = known_by
    listed = {
        label: [p for p in cut(tidy(label), separator) if not is_control(p)] for label in listing
    }
    singles = {folded(label) for label in labels if label not in listed}
    singles |= {folded(parts[0]) for parts in listed.values() if len(parts) == 1}
    singles |= _reordered(listed.values())
    members = {folded(part): part for parts in listed.values() for part in parts}
    known = {key for key, part in members.items() if key in singles or is_known(part)}
    return known, set(members)


def _reordered(listed: Iterable[Sequence[str]]) -> set[str]:
    """Return the members of lists that occur in several orders."""
    orders: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for parts in listed:
        keys = tuple(map(folded, parts))
        orders[tuple(sorted(keys))].add(keys)
    return {key for keys, found in orders.items() if len(found) > 1 for key in keys}


def _may_list(label: str, separator: str, is_known: Callable[[str], bool]) -> bool:
    if separator.strip() not in label:
        return False
    whole = tidy(label)
    if separator not in whole or is_known(whole):
        return False
    parts = cut(whole, separator)
    return len(parts) > 1 and all(parts) and _is_even(whole, separator)


def _reads_as_list(whole: str, parts: Sequence[str], reader: Reader) -> bool:
    if len(parts) < 2 or not all(parts):
        return False
    return _is_even(whole, reader.separator) or all(map(reader.is_known, parts))


def _is_even(label: str, separator: str) -> bool:
    """Tell whether blanks are on both sides of the separator or on none.

    ``CD4+ T cell`` is a name; ``A + B`` and ``A+B`` are lists.
    """
    if separator == ", ":
        return True
    mark = re.escape(separator)
    return re.search(rf"\S{mark}\s|\s{mark}\S", label) is None


def _inside_brackets(label: str) -> list[bool]:
    depth, inside = 0, []
    for character in label:
        if character in OPENING:
            depth += 1
        inside.append(depth > 0)
        if character in CLOSING:
            depth = max(0, depth - 1)
    # Brackets that are never closed enclose nothing.
    return inside if depth == 0 else [False] * len(inside)
