"""Read the label of a combination into its members.

Only the separator that the card declares separates. A hyphen, a slash or a comma is part of a name:
``HLA-A``, ``NKX2-1`` and ``non-targeting`` are one agent each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


def members_of(label: str, separator: str | None, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return the members that a label names.

    Parameters
    ----------
    label
        A label of the file.
    separator
        Text between members, as the card declares it; None where it declares none.
    names
        Known names. A label that is one of them is never taken apart, and a known name that holds
        the separator stays whole inside a longer label.

    Examples
    --------
    >>> members_of("KLF1+MAP2K6", "+"), members_of("HLA-A", None)
    (('KLF1', 'MAP2K6'), ('HLA-A',))
    >>> members_of("HLA-A-NKX2-1", "-", {"HLA-A", "NKX2-1"})
    ('HLA-A', 'NKX2-1')
    """
    whole = label.strip()
    if not separator or separator not in whole or whole in names:
        return (whole,)
    parts = whole.split(separator)
    return tuple(part for part in _regrouped(parts, separator, names) if part)


def perturbing_members(members: Sequence[str], controls: Collection[str] = ()) -> tuple[str, ...]:
    """Return the members that are not a control: ``KLF1`` of ``KLF1+ctrl``.

    Parameters
    ----------
    members
        Members of one label.
    controls
        Names of the controls of the card, beside the words that files write for one.
    """
    from aivc.schema.vocabulary.control_words import control_kind_of

    return tuple(m for m in members if m not in controls and control_kind_of(m) is None)


def is_joined(label: str, names: Collection[str]) -> bool:
    """Tell whether a label begins with one known name and ends with another, with text between.

    Examples
    --------
    >>> is_joined("KLF1_1|MYB_1", {"KLF1_1", "MYB_1"}), is_joined("KLF1_1", {"KLF1_1"})
    (True, False)
    """
    first = next((end for end in range(1, len(label)) if label[:end] in names), None)
    if first is None:
        return False
    return any(label[start:] in names for start in range(first + 1, len(label)))


def _regrouped(parts: Sequence[str], separator: str, names: Collection[str]) -> Iterator[str]:
    """Glue neighbouring parts that make up a known name, longest first."""
    longest = max((name.count(separator) for name in names), default=0) + 1
    start = 0
    while start < len(parts):
        for width in range(min(longest, len(parts) - start), 0, -1):
            text = separator.join(parts[start : start + width]).strip()
            if width == 1 or text in names:
                yield text
                start += width
                break
