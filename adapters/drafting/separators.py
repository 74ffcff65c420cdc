"""The text between the members of a combination, found by evidence only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import shown
from aivc.schema.vocabulary.control_words import control_kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEPARATORS = ("+", "|", ";", "&", "__")
"""Hyphen, slash, comma, blank and a single underscore are parts of names."""

ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Separator:
    """A separator, and why it is one."""

    text: str
    because: str


def find_separator(labels: Sequence[str], is_known: Callable[[str], bool]) -> Separator | None:
    """Find the separator of combinations among labels.

    Parameters
    ----------
    labels
        Labels of agents or conditions.
    is_known
        Whether a part is known as a name, such as that of a gene.

    Examples
    --------
    >>> find_separator(["A+B", "A", "B", "ctrl"], lambda part: False).text
    '+'
    >>> find_separator(["CD4+ T cell", "HLA-A"], lambda part: False) is None
    True
    """
    alone = set(labels)
    for mark in SEPARATORS:
        combined = [label for label in labels if len(members_of(label, mark)) > 1]
        parts = {part for label in combined for part in members_of(label, mark)}
        if not parts or any(not part.strip() for label in combined for part in label.split(mark)):
            continue
        occurring = {part for part in parts if part in alone}
        named = {
            part
            for part in parts - occurring
            if control_kind_of(part) is not None or is_known(part)
        }
        if len(occurring) + len(named) >= ENOUGH * len(parts) and _says_something(occurring, named):
            return Separator(mark, _because(mark, combined, parts, occurring, named))
    return None


def members_of(label: str, mark: str | None) -> tuple[str, ...]:
    """Split a label into its members."""
    if not mark or mark not in label:
        return (label,)
    return tuple(part.strip() for part in label.split(mark) if part.strip())


def _says_something(occurring: set[str], named: set[str]) -> bool:
    """Tell whether a part that is more than the word for a control speaks for the separator."""
    return any(control_kind_of(part) is None for part in occurring | named)


def _because(
    mark: str, combined: list[str], parts: set[str], occurring: set[str], named: set[str]
) -> str:
    told = []
    if occurring:
        told.append(f"{len(occurring)} of their {len(parts)} parts also occur alone")
    if named:
        told.append(f"{len(named)} are names of genes or controls")
    example = shown(combined[:1])
    return f"{len(combined)} labels such as '{example}' hold '{mark}', and {', '.join(told)}"
