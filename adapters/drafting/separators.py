"""The text between the members of a combination, found by evidence only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.drafting.names import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.label_words import LabelWords

SEPARATORS = ("+", "|", ";", "&", "__")
STRICT = (",", "_")
"""Parts of names of substances too: they separate where all parts are genes or controls."""

ENOUGH = 0.9


@dataclass(frozen=True, slots=True)
class Separator:
    """A separator, and why it is one; "" where it was said."""

    text: str
    because: str


def find_separator(labels: Sequence[str], words: LabelWords) -> Separator | None:
    """Find the separator of combinations among labels.

    Hyphen, slash and blank are parts of names and never separate.

    Parameters
    ----------
    labels
        Labels of agents or conditions.
    words
        What labels may name.

    Examples
    --------
    >>> from aivc.adapters.drafting.label_words import LabelWords
    >>> find_separator(["A+B", "A", "B", "ctrl"], LabelWords()).text
    '+'
    >>> find_separator(["CD4+ T cell", "HLA-A"], LabelWords()) is None
    True
    """
    for mark in (*SEPARATORS, *STRICT):
        combined = [label for label in labels if len(members_of(label, mark)) > 1]
        parts = {part for label in combined for part in members_of(label, mark)}
        if not parts or any(not part.strip() for label in combined for part in label.split(mark)):
            continue
        found = _judged(mark, combined, parts, set(labels), words)
        if found is not None:
            return found
    return None


def members_of(label: str, mark: str | None) -> tuple[str, ...]:
    """Split a label into its members."""
    if not mark or mark not in label:
        return (label,)
    return tuple(part.strip() for part in label.split(mark) if part.strip())


def _judged(
    mark: str, combined: list[str], parts: set[str], alone: set[str], words: LabelWords
) -> Separator | None:
    genes = {part for part in parts if words.is_gene(part)}
    controls = {part for part in parts - genes if words.control_kind(part) is not None}
    occurring = parts & alone
    if mark in STRICT:
        # A name such as NM_001 or 2,4-D has an underscore or comma, and no gene in each part.
        is_said = (
            bool(genes) and genes | controls == parts and not any(map(words.is_gene, combined))
        )
    else:
        known = occurring | genes | controls
        tells = any(words.control_kind(part) is None for part in known)
        is_said = len(known) >= ENOUGH * len(parts) and tells
    return (
        Separator(mark, _because(mark, combined, parts, occurring, genes | controls))
        if (is_said)
        else None
    )


def _because(
    mark: str, combined: list[str], parts: set[str], occurring: set[str], named: set[str]
) -> str:
    told = []
    if occurring:
        told.append(f"{len(occurring)} of their {len(parts)} parts also occur alone")
    if named - occurring:
        told.append(f"{len(named - occurring)} are names of genes or controls")
    example = shown(combined[:1])
    return f"{len(combined)} labels such as '{example}' hold '{mark}', and {', '.join(told)}"
