"""Which vocabulary an identifier belongs to, and how much can be said about it offline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.organisms import organisms
from aivc.schema.vocabulary.tables import read_rows, sources

if TYPE_CHECKING:
    from collections.abc import Mapping


class Availability(StrEnum):
    """How far an identifier can be checked without a network."""

    INDEXED = "indexed"
    """The whole vocabulary is held: an identifier that is not in it does not exist."""
    FORMAT_ONLY = "format_only"
    """Only the form of the identifier can be checked; whether the term exists is not known."""
    UNKNOWN_PREFIX = "unknown_prefix"
    """The prefix is not one that aivc knows."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """A vocabulary by its prefix.

    ``pattern`` is a regular expression for what follows the separator. ``other_spellings`` are
    prefixes in use for the same vocabulary. ``file`` is None where the vocabulary is not indexed.
    """

    prefix: str
    name: str
    pattern: str
    example: str
    other_spellings: tuple[str, ...]
    file: str | None

    @property
    def separator(self) -> str:
        """Return what stands between prefix and local part: ``_`` for Cellosaurus, else ``:``."""
        return self.example[len(self.prefix)]


@lru_cache(maxsize=1)
def known_prefixes() -> Mapping[str, Prefix]:
    """Return every known vocabulary, by its canonical prefix."""
    indexed = sources()["vocabularies"]
    return {
        row["prefix"]: Prefix(
            prefix=row["prefix"],
            name=row["name"],
            pattern=row["pattern"],
            example=row["example"],
            other_spellings=tuple(row["other_spellings"].split()),
            file=indexed.get(row["prefix"], {}).get("file"),
        )
        for row in read_rows("prefixes.tsv")
    }


@lru_cache(maxsize=1)
def _spellings() -> Mapping[str, Prefix]:
    return {
        spelling: prefix
        for prefix in known_prefixes().values()
        for spelling in (prefix.prefix, *prefix.other_spellings)
    }


def find_prefix(prefix: str) -> Prefix | None:
    """Return the vocabulary of a prefix, in its canonical or another known spelling."""
    return _spellings().get(prefix)


def is_known_prefix(prefix: str) -> bool:
    """Tell whether a prefix is known, such as ``CL`` or ``CVCL`` (without separator)."""
    return find_prefix(prefix) is not None


def split_curie(curie: str) -> tuple[Prefix, str] | None:
    """Return the vocabulary and the local part, or None where the prefix is not known."""
    for separator in (":", "_"):
        text, found, local = curie.partition(separator)
        prefix = find_prefix(text) if found else None
        if prefix and prefix.separator == separator:
            return prefix, local
    return None


def vocabulary_of(curie: str) -> str | None:
    """Return the canonical prefix of the vocabulary of an identifier, or None.

    Examples
    --------
    >>> vocabulary_of("CVCL_0004"), vocabulary_of("CL:0000066"), vocabulary_of("K562")
    ('CVCL', 'CL', None)
    """
    parts = split_curie(curie)
    return parts[0].prefix if parts else None


def format_ok(curie: str) -> bool:
    """Tell whether an identifier has the form of its vocabulary; False for an unknown prefix.

    Examples
    --------
    >>> format_ok("OBI:0000070"), format_ok("OBI:70"), format_ok("XYZ:1")
    (True, False, False)
    """
    parts = split_curie(curie)
    return parts is not None and re.fullmatch(parts[0].pattern, parts[1], re.ASCII) is not None


def availability(curie: str) -> Availability:
    """Tell how far an identifier can be checked offline.

    A taxon is ``INDEXED`` only where it is in the organism table: NCBITaxon itself is not held,
    so that nothing can be said about another taxon but its form.
    """
    parts = split_curie(curie)
    if parts is None:
        return Availability.UNKNOWN_PREFIX
    if parts[0].prefix == "NCBITaxon":
        held = any(organism.curie == curie for organism in organisms())
    else:
        held = parts[0].file is not None
    return Availability.INDEXED if held else Availability.FORMAT_ONLY


def version_of(prefix: str) -> str | None:
    """Return the release of an indexed vocabulary, or None.

    Examples
    --------
    >>> version_of("EFO")
    '3.90.0'
    """
    known = find_prefix(prefix)
    entry = sources()["vocabularies"].get(known.prefix, {}) if known else {}
    version: str | None = entry.get("version")
    return version
