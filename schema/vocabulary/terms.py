"""Look up ontology terms: by identifier, by name, and what was probably meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.errors import VocabularyUnavailableError
from aivc.schema.vocabulary.organisms import organisms
from aivc.schema.vocabulary.prefixes import Prefix, find_prefix, known_prefixes, split_curie

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.schema.vocabulary.ontology_index import OntologyIndex

TAXA = "NCBITaxon"
WRITTEN_ID = re.compile(r"([A-Za-z][A-Za-z.-]*?)[\s:_-]+([A-Za-z]*[0-9][0-9A-Za-z]*)", re.ASCII)
LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an indexed vocabulary.

    ``label`` is empty for obsolete ids that the vocabulary keeps without a name. ``replaced_by``
    is the one term that takes the place of a deprecated one; ``consider`` are terms of the same
    vocabulary to choose from where there is no such one.
    """

    curie: str
    label: str
    deprecated: bool
    replaced_by: str | None
    vocabulary: str
    consider: tuple[str, ...] = ()


class NameKind(StrEnum):
    """Which name of a term matched."""

    LABEL = "label"
    SYNONYM = "synonym"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A term one of whose names equals a text; ``exact_case`` is False if only when folded."""

    term: Term
    name: str
    kind: NameKind
    exact_case: bool


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A term one of whose names is ``errors`` typing errors away from a text."""

    term: Term
    name: str
    kind: NameKind
    errors: int


def lookup(curie: str) -> Term | None:
    """Return the term of an identifier, or None.

    None means "does not exist" only where :func:`aivc.schema.vocabulary.availability` is
    ``INDEXED``; ask it first. The spelling must be exact; :func:`repair_curie` mends others.

    Examples
    --------
    >>> lookup("EFO:0009310").replaced_by
    'EFO:0009899'
    """
    parts = split_curie(curie)
    if parts is None or not is_held(parts[0]):
        return None
    index = index_of(parts[0])
    row = index.identifiers.row(curie)
    return None if row < 0 else _term(index, row)


def repair_curie(text: str) -> Term | None:
    """Return the indexed term that a misspelt identifier probably means, or None.

    Mends the separator, the case of the prefix, lost or surplus leading zeros, an ``O`` for a
    zero, surrounding blanks, and OBO or EFO web addresses. It never changes another digit.

    Examples
    --------
    >>> repair_curie("CL_000066").curie
    'CL:0000066'
    """
    match = WRITTEN_ID.fullmatch(re.split(r"[/#]", text.strip()[-LONGEST_ID:])[-1])
    if not match:
        return None
    folded = match[1].casefold()
    for prefix in known_prefixes().values():
        spellings = (prefix.prefix, *prefix.other_spellings)
        if is_held(prefix) and folded in {spelling.casefold() for spelling in spellings}:
            return next(filter(None, map(lookup, _spellings_of_id(prefix, match[2]))), None)
    return None


def _spellings_of_id(prefix: Prefix, local: str) -> Iterable[str]:
    head = f"{prefix.prefix}{prefix.separator}"
    yield f"{head}{local.upper()}"
    digits = local.upper().replace("O", "0")
    if digits.isdecimal():
        yield f"{head}{digits}"
        for width in (0, 4, 7, 8):
            yield f"{head}{digits.lstrip('0').rjust(width, '0')}"


def find_by_label(prefix: str, text: str) -> tuple[NameMatch, ...]:
    """Return the terms with this label or exact synonym, ASCII case and surplus blanks aside.

    Labels come before synonyms, the same case before another, current terms before deprecated
    ones. Several terms may share a name. CHEBI and Cellosaurus are held without synonyms, so that
    an empty answer from them does not mean that the name is unknown to the vocabulary.

    Raises
    ------
    VocabularyUnavailableError
        The vocabulary of the prefix is not indexed.

    Examples
    --------
    >>> find_by_label("EFO", "10X 3' v3")[0].term.curie
    'EFO:0009922'
    """
    index = _require_index(prefix)
    name = " ".join(text.split())
    if not name:
        return ()
    matches: dict[int, NameMatch] = {}
    for row, stored, is_label in index.rows_named(name):
        kind = NameKind.LABEL if is_label else NameKind.SYNONYM
        matches.setdefault(row, NameMatch(_term(index, row), stored, kind, stored == name))
    order = {NameKind.LABEL: 0, NameKind.SYNONYM: 1}
    return tuple(
        sorted(
            matches.values(),
            key=lambda match: (
                order[match.kind],
                not match.exact_case,
                match.term.deprecated,
                match.term.curie,
            ),
        )
    )


def nearest(prefix: str, text: str, n: int = 3) -> tuple[NearMatch, ...]:
    """Return at most ``n`` terms with a label or synonym that the text may be a mistyping of.

    One error is allowed per four characters, at least 1, at most 4. Best first; current terms
    only. Every label is compared, whatever the size of the vocabulary.

    Raises
    ------
    VocabularyUnavailableError
        The vocabulary of the prefix is not indexed.

    Examples
    --------
    >>> nearest("CL", "epithelal cell")[0].term.curie
    'CL:0000066'
    """
    index = _require_index(prefix)
    found: dict[int, NearMatch] = {}
    for errors, row, name, is_label in index.rows_near(" ".join(text.split())):
        if len(found) == n:
            break
        if row not in found and not index.deprecated[row]:
            kind = NameKind.LABEL if is_label else NameKind.SYNONYM
            found[row] = NearMatch(_term(index, row), name, kind, errors)
    return tuple(found.values())


def is_held(prefix: Prefix) -> bool:
    """Tell whether a vocabulary is held offline: NCBITaxon is, as the organism table."""
    return prefix.file is not None or prefix.prefix == TAXA


def _require_index(prefix: str) -> OntologyIndex:
    known = find_prefix(prefix)
    if known is None or not is_held(known):
        msg = f"vocabulary {prefix!r} is not held offline; check only the format of its ids"
        raise VocabularyUnavailableError(msg)
    return index_of(known)


def index_of(prefix: Prefix) -> OntologyIndex:
    """Return the index of a vocabulary that is held; loaded when first asked for."""
    # numpy is imported here, with the first vocabulary that is asked for.
    from aivc.schema.vocabulary.ontology_index import load_ontology

    return load_ontology(prefix.file) if prefix.file else _taxa()


@lru_cache(maxsize=1)
def _taxa() -> OntologyIndex:
    from aivc.schema.vocabulary.ontology_index import index_names

    return index_names(
        {
            organism.curie: (organism.scientific_name, *organism.common_names)
            for organism in organisms()
        }
    )


def _term(index: OntologyIndex, row: int) -> Term:
    curie = index.identifiers.text(row)
    parts = split_curie(curie)
    return Term(
        curie=curie,
        label=index.labels[row],
        deprecated=bool(index.deprecated[row]),
        replaced_by=index.replacement(row),
        vocabulary=parts[0].prefix if parts else "",
        consider=index.considered(row),
    )
