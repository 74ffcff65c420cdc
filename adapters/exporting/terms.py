"""Names of ontology terms, for formats that write words beside or instead of identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import find_organism, lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

UNTOLD = frozenset({"unknown", "na"})


def label_of(curie: str | None) -> str | None:
    """Return the name of a term, the identifier itself where no name is held; None for nothing.

    Examples
    --------
    >>> label_of("PATO:0000461"), label_of("NCBITaxon:9606"), label_of("unknown")
    ('normal', 'Homo sapiens', None)
    """
    if not curie or curie in UNTOLD:
        return None
    if curie.startswith("NCBITaxon:"):
        organism = find_organism(curie)
        return organism.scientific_name if organism else curie
    term = lookup(curie)
    return term.label if term and term.label else curie


def labels_of(curies: Iterable[str], join: str = "; ") -> str | None:
    """Return the names of several terms joined; None where there are none."""
    named = [label for label in map(label_of, curies) if label]
    return join.join(named) or None
