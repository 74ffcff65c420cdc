"""Columns whose labels are names of cell lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import CellLineMatchKind, find_by_label, find_cell_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LABELS = 2_000
UNKNOWN_WORDS = frozenset({"unknown", "na", "n/a", "nan", "none", "other", "unassigned"})


def accession_of(label: str) -> str | None:
    """Return the Cellosaurus accession of a name that names one line, else None.

    Examples
    --------
    >>> accession_of("k562"), accession_of("B cell")
    ('CVCL_0004', None)
    """
    match = find_cell_line(label)
    certain = {CellLineMatchKind.ACCESSION, CellLineMatchKind.EXACT, CellLineMatchKind.FOLDED}
    if match.term is None or match.kind not in certain:
        return None
    return match.term.curie


def ambiguous_lines(labels: Sequence[str]) -> list[str]:
    """Say of each name that several cell lines have which they are.

    Examples
    --------
    >>> ambiguous_lines(["U87MG", "K-562"])[0][:42]
    'U87MG may be CVCL_0022 (U-87MG ATCC), or a'
    """
    said = []
    for label in labels[:MOST_LABELS]:
        match = find_cell_line(label)
        if match.kind is CellLineMatchKind.AMBIGUOUS and match.candidates:
            first = match.candidates[0]
            said.append(f"{label} may be {first.curie} ({first.label}), or another line; say which")
    return said


def share_of_cell_lines(labels: Sequence[str]) -> float:
    """Return the share of labels that name cell lines, ambiguous names counted too."""
    asked = [label for label in labels[:MOST_LABELS] if label.casefold() not in UNKNOWN_WORDS]
    if not asked:
        return 0.0
    unknown = CellLineMatchKind.UNKNOWN
    return sum(find_cell_line(label).kind is not unknown for label in asked) / len(asked)


def name_cell_types(labels: Sequence[str]) -> bool:
    """Tell labels that several cell lines have too from names of lines.

    Cellosaurus has lines called ``T cell``, ``fibroblast`` or ``Tumor``, which in a column of cell
    types are none. Labels name types where one is a cell type of the Cell Ontology, or where most
    are words that no single line has for its name.

    Examples
    --------
    >>> name_cell_types(["T cell", "Tumor"]), name_cell_types(["U87MG", "K562"])
    (True, False)
    """
    asked = [label for label in labels[:MOST_LABELS] if label.casefold() not in UNKNOWN_WORDS]
    if any(find_by_label("CL", label) for label in asked):
        return True
    words = [label for label in asked if label.isalpha() and accession_of(label) is None]
    return 2 * len(words) >= len(asked)
