"""Read the label of a combination into its members.

Only the separator that the card declares separates. A hyphen, a slash or a comma is part of a name:
``HLA-A``, ``NKX2-1`` and ``non-targeting`` are one agent each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class LabelReader:
    """Takes labels apart.

    Parameters
    ----------
    separator
        Text between members, as the card declares it; None where it declares none.
    names
        Known names. A label that is one of them is never taken apart, and a known name that holds
        the separator stays whole inside a longer label.
    most_parts
        Into how many parts the separator cuts the longest known name.

    Examples
    --------
    >>> reader = LabelReader.of("-", {"HLA-A", "NKX2-1"})
    >>> reader.members("HLA-A-NKX2-1"), reader.members("HLA-A")
    (('HLA-A', 'NKX2-1'), ('HLA-A',))
    """

    separator: str | None
    names: frozenset[str]
    most_parts: int

    @classmethod
    def of(cls, separator: str | None, names: Iterable[str] = ()) -> LabelReader:
        """Make a reader for a separator and known names."""
        known = frozenset(names)
        cuts = max((name.count(separator) for name in known), default=0) if separator else 0
        return cls(separator, known, cuts + 1)

    def members(self, label: str) -> tuple[str, ...]:
        """Return the members that a label names, in its order."""
        whole = label.strip()
        if not self.separator or self.separator not in whole or whole in self.names:
            return (whole,)
        return tuple(part for part in self._regrouped(whole.split(self.separator)) if part)

    def _regrouped(self, parts: Sequence[str]) -> Iterator[str]:
        """Glue neighbouring parts that make up a known name, longest first."""
        start = 0
        while start < len(parts):
            for width in range(min(self.most_parts, len(parts) - start), 0, -1):
                text = (self.separator or "").join(parts[start : start + width]).strip()
                if width == 1 or text in self.names:
                    yield text
                    start += width
                    break


def perturbing_members(
    members: Sequence[str], controls: Collection[str] = (), agents: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the members that are not a control: ``KLF1`` of ``KLF1+ctrl``.

    Parameters
    ----------
    members
        Members of one label.
    controls
        Names of the controls of the card, beside the words that files write for one.
    agents
        Names that are not to be taken for such a word.
    """
    return tuple(
        m for m in members if m not in controls and (m in agents or not _is_control_word(m))
    )


@lru_cache(maxsize=1 << 16)
def _is_control_word(member: str) -> bool:
    from aivc.schema.vocabulary.control_words import control_kind_of

    return control_kind_of(member) is not None


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
