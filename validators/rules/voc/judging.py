"""What is wrong with one use of a term; each use has one verdict, so that one rule speaks of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import (
    Availability,
    availability,
    find_by_label,
    is_descendant,
    lookup,
    nearest,
    repair_curie,
    vocabulary_of,
)

if TYPE_CHECKING:
    from aivc.validators.rules.voc.term_uses import TermUse


LISTED_IN_PART = frozenset({"NCBITaxon"})
"""Vocabularies of which only a table of common entries is held."""


class TermVerdict(StrEnum):
    """What is wrong with a use of a term."""

    RIGHT = "right"
    NOT_HELD = "not_held"
    """The form is right; the vocabulary cannot be had offline."""
    MALFORMED = "malformed"
    """Another spelling of an identifier."""
    LABEL = "label"
    """Words where an identifier belongs."""
    UNKNOWN = "unknown"
    DEPRECATED = "deprecated"
    WRONG_BRANCH = "wrong_branch"


def judge(use: TermUse) -> TermVerdict:
    """Give the one verdict on a use of a term."""
    held = availability(use.text)
    if held is Availability.UNKNOWN_PREFIX:
        return TermVerdict.MALFORMED if repair_curie(use.text) else TermVerdict.LABEL
    if held is not Availability.INDEXED:
        in_place = vocabulary_of(use.text) in use.takes.vocabularies
        return TermVerdict.NOT_HELD if in_place else TermVerdict.WRONG_BRANCH
    term = lookup(use.text)
    if term is None and vocabulary_of(use.text) in LISTED_IN_PART:
        return TermVerdict.NOT_HELD
    if term is None:
        return TermVerdict.MALFORMED if repair_curie(use.text) else TermVerdict.UNKNOWN
    if not _belongs(use):
        return TermVerdict.WRONG_BRANCH
    return TermVerdict.DEPRECATED if term.deprecated else TermVerdict.RIGHT


def _belongs(use: TermUse) -> bool:
    takes = use.takes
    if takes.only:
        return use.text in takes.only
    if vocabulary_of(use.text) not in takes.vocabularies:
        return False
    term = lookup(use.text)
    if not takes.branches or (term is not None and term.deprecated):
        return True
    return any(is_descendant(use.text, branch, include_self=True) for branch in takes.branches)


def suggestion(use: TermUse, verdict: TermVerdict) -> str:
    """Name the term that was probably meant, as ``ID (label)``; empty where nothing is near."""
    if verdict is TermVerdict.MALFORMED:
        term = repair_curie(use.text)
        return f"{term.curie} ({term.label})" if term else ""
    if verdict is TermVerdict.DEPRECATED:
        return _replacement(use.text)
    if verdict is TermVerdict.LABEL:
        return _by_words(use)
    return ""


def _replacement(curie: str) -> str:
    term = lookup(curie)
    successor = lookup(term.replaced_by) if term and term.replaced_by else None
    if successor is not None:
        return f"{successor.curie} ({successor.label})"
    return ", ".join(term.consider) if term else ""


def _by_words(use: TermUse) -> str:
    for vocabulary in use.takes.vocabularies:
        if availability(f"{vocabulary}:0000000") is not Availability.INDEXED:
            continue
        exact = find_by_label(vocabulary, use.text)
        if exact:
            return f"{exact[0].term.curie} ({exact[0].term.label})"
    for vocabulary in use.takes.vocabularies[:1]:
        near = nearest(vocabulary, use.text, 1)
        if near:
            return f"{near[0].term.curie} ({near[0].term.label})"
    return ""
