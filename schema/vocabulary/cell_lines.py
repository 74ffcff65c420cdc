"""Find cell lines in Cellosaurus by accession or name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.tables import sources
from aivc.schema.vocabulary.terms import Term, lookup, repair_curie

if TYPE_CHECKING:
    from aivc.schema.vocabulary.name_index import NameIndex
    from aivc.schema.vocabulary.ontology_index import OntologyIndex
    from aivc.schema.vocabulary.packed import TextColumn

VOCABULARY = "CVCL"
MOST_CANDIDATES = 10
LONGEST_NAME = 100
SHORTEST_WORD = 3
PUNCTUATION = r"[^a-z0-9\n]*"
NEITHER_LETTER_NOR_BREAK = bytes({*range(256)} - {*b"abcdefghijklmnopqrstuvwxyz0123456789\n"})


class CellLineMatchKind(StrEnum):
    """How a text names a cell line."""

    ACCESSION = "accession"
    EXACT = "exact"
    """The preferred name, letter by letter."""
    FOLDED = "folded"
    """The preferred name of one line only, once case, blanks and punctuation are ignored."""
    AMBIGUOUS = "ambiguous"
    """Several names fit when folded, or names that hold the text as whole words; none is chosen."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CellLineMatch:
    """What a text names; ``candidates`` are at most ten others of ``n_candidates``, oldest first.

    ``term`` is None where the text is ambiguous or unknown.
    """

    kind: CellLineMatchKind
    term: Term | None = None
    candidates: tuple[Term, ...] = ()
    n_candidates: int = 0


def cell_line_synonyms_available() -> bool:
    """Tell whether the offline index holds synonyms of cell lines.

    It does not at present: the source package has preferred names only, so that a line known by
    another name (``H1`` for WA01) is not found, or found as another line. Treat a match by name
    as a proposal, and an accession as the identity.
    """
    return bool(sources()["vocabularies"][VOCABULARY]["synonyms"])


def find_cell_line(text: str) -> CellLineMatch:
    """Find a cell line by Cellosaurus accession or preferred name; see the caveat above.

    Examples
    --------
    >>> find_cell_line("k562").term.curie
    'CVCL_0004'
    >>> find_cell_line("U87MG").kind.value, find_cell_line("U87MG").candidates[0].curie
    ('ambiguous', 'CVCL_0022')
    """
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME:
        return CellLineMatch(CellLineMatchKind.UNKNOWN)
    accession = _by_accession(name)
    if accession is not None:
        return CellLineMatch(CellLineMatchKind.ACCESSION, accession)
    index = _index()
    rows = _folded_names().find(name)
    exact = [row for row in rows if index.labels[row] == name]
    if len(exact) == 1:
        others = [row for row in rows if row not in exact]
        return _match(CellLineMatchKind.EXACT, exact[0], others)
    if len(rows) == 1:
        return _match(CellLineMatchKind.FOLDED, rows[0], [])
    rows = rows or _rows_with_words(name)
    kind = CellLineMatchKind.AMBIGUOUS if rows else CellLineMatchKind.UNKNOWN
    return _match(kind, None, rows)


def _by_accession(name: str) -> Term | None:
    term = lookup(name) or repair_curie(name.removeprefix("RRID:"))
    return term if term and term.vocabulary == VOCABULARY else None


def _match(kind: CellLineMatchKind, chosen: int | None, others: list[int]) -> CellLineMatch:
    return CellLineMatch(
        kind,
        None if chosen is None else _term(chosen),
        tuple(_term(row) for row in sorted(others)[:MOST_CANDIDATES]),
        len(others),
    )


def _term(row: int) -> Term:
    curie = _index().identifiers.text(row)
    return Term(
        curie, _index().labels[row], deprecated=False, replaced_by=None, vocabulary=VOCABULARY
    )


def _rows_with_words(name: str) -> list[int]:
    """Return the rows whose name holds the text as whole words, punctuation aside.

    ``U87MG`` is in ``U-87MG ATCC`` and not in ``BIU-87MG``.
    """
    letters = [letter for letter in name.lower() if letter.isalnum()]
    if len(letters) < SHORTEST_WORD:
        return []
    pattern = f"(?<![a-z0-9]){PUNCTUATION.join(map(re.escape, letters))}(?![a-z0-9])".encode()
    labels = _index().labels
    plain = "".join(filter(str.isascii, letters))
    likely = _rows_that_hold(plain, _bare_names()) if plain else _rows_that_hold(letters[0], labels)
    return [row for row in likely if re.search(pattern, labels.entry(row).lower())]


def _rows_that_hold(text: str, column: TextColumn) -> list[int]:
    starts = [match.start() for match in re.finditer(text.encode(), column.blob)]
    return sorted({int(row) for row in column.bounds.searchsorted(starts, "right") - 1})


def _index() -> OntologyIndex:
    from aivc.schema.vocabulary.ontology_index import load_ontology

    return load_ontology(sources()["vocabularies"][VOCABULARY]["file"])


@lru_cache(maxsize=1)
def _folded_names() -> NameIndex:
    from aivc.schema.vocabulary.name_index import NameIndex, fold_punctuation

    return NameIndex.build(_index().labels, fold_punctuation)


@lru_cache(maxsize=1)
def _bare_names() -> TextColumn:
    """Return the names without all that may stand between two letters of a text.

    A name that lacks the letters here cannot hold the text; few are left for the slower look.
    """
    from aivc.schema.vocabulary.packed import TextColumn

    return TextColumn.parse(_index().labels.blob.lower().translate(None, NEITHER_LETTER_NOR_BREAK))
