"""Branches of an ontology: what lies above a term, and whether it lies below another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.errors import VocabularyUnavailableError
from aivc.schema.vocabulary.prefixes import find_prefix, split_curie
from aivc.schema.vocabulary.tables import sources
from aivc.schema.vocabulary.terms import index_of, is_held, lookup

if TYPE_CHECKING:
    from aivc.schema.vocabulary.prefixes import Prefix


def has_hierarchy(prefix: str) -> bool:
    """Tell whether branches of a vocabulary can be checked offline."""
    known = find_prefix(prefix)
    entry = sources()["vocabularies"].get(known.prefix, {}) if known else {}
    return bool(entry.get("parent_links"))


def ancestors(curie: str) -> frozenset[str]:
    """Return all ancestors of a term within its vocabulary, the term itself not among them.

    Links are is_a and, in the anatomies, stages and cell types, part_of, as
    cellxgene-ontology-guide gives them. A term that does not exist has no ancestors.

    Raises
    ------
    VocabularyUnavailableError
        The vocabulary is not indexed, or is held without its hierarchy.
    """
    prefix = _require_hierarchy(curie)
    index = index_of(prefix)
    row = index.identifiers.row(curie)
    if row < 0:
        return frozenset()
    return frozenset(index.identifiers.text(parent) for parent in index.ancestor_rows(row))


def is_descendant(curie: str, ancestor: str, *, include_self: bool = False) -> bool:
    """Tell whether a term lies below another one; see :func:`ancestors` for the links.

    A term of another indexed vocabulary is never below: links between vocabularies are not held.
    A term that does not exist is below nothing.

    Raises
    ------
    VocabularyUnavailableError
        One of the vocabularies is not indexed, or is held without its hierarchy, so that the
        question cannot be answered.

    Examples
    --------
    >>> is_descendant("EFO:0009922", "EFO:0010183")
    True
    """
    _require_hierarchy(ancestor)
    parts = split_curie(curie)
    if parts is None or not is_held(parts[0]):
        msg = f"{curie!r}: its vocabulary is not held offline; check only its format"
        raise VocabularyUnavailableError(msg)
    if curie == ancestor:
        return include_self and lookup(curie) is not None
    return has_hierarchy(parts[0].prefix) and ancestor in ancestors(curie)


def _require_hierarchy(curie: str) -> Prefix:
    parts = split_curie(curie)
    if parts is None or not has_hierarchy(parts[0].prefix):
        msg = f"{curie!r}: no hierarchy of its vocabulary is held offline"
        raise VocabularyUnavailableError(msg)
    return parts[0]
