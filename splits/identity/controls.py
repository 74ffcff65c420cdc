"""Which labels are controls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.splits.identity.spelling import folded

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Controls:
    """Knows controls by the labels that were declared, and by the words that files write.

    Examples
    --------
    >>> is_control = Controls.of(["medium A"])
    >>> is_control("Medium A"), is_control("non-targeting"), is_control("KLF1")
    (True, True, False)
    """

    declared: frozenset[str]

    @classmethod
    def of(cls, labels: Iterable[str] = ()) -> Controls:
        """Make it from declared labels."""
        return cls(frozenset(map(folded, labels)))

    def __call__(self, label: str) -> bool:
        """Tell whether a label is a control."""
        return folded(label) in self.declared or _is_word(label)


@lru_cache(maxsize=1 << 16)
def _is_word(label: str) -> bool:
    return control_kind_of(label) is not None
