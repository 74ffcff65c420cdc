"""Terms under identifier, label and synonym."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.organisms import find_organism
from aivc.schema.vocabulary.prefixes import find_prefix
from aivc.schema.vocabulary.terms import find_by_label, is_held, lookup, repair_curie
from aivc.splits.identity.labels import fold, present, resolution_of
from aivc.splits.identity.naming import Naming, Renaming, Step, doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.splits.identity.model import Doubt, Resolution

PREFIXES = {
    "cell_type": ("CL",),
    "tissue": ("UBERON",),
    "disease": ("MONDO", "PATO"),
    "organism": ("NCBITaxon",),
    "platform": ("EFO",),
}
"""Vocabularies of the terms of an axis."""


def resolve_terms(axis: str, labels: Sequence[str]) -> Resolution:
    """Resolve labels of an axis whose values are terms of ontologies.

    A label that is an identifier, the label or an exact synonym of one term is one with other
    spellings of it. What several terms are called is a doubt.

    Parameters
    ----------
    axis
        A key of :data:`PREFIXES`.
    labels
        Distinct labels, in any order.

    Examples
    --------
    >>> resolve_terms("cell_type", ["CL:0000084", "T cell", "T-cell", "monocyte"]).names
    ('T cell', 'monocyte')
    """
    naming = Naming.of(present(labels)).then(lambda names: _by_term(PREFIXES[axis], names))
    return resolution_of(labels, naming.then(fold))


def _by_term(prefixes: tuple[str, ...], names: tuple[str, ...]) -> Renaming:
    together: defaultdict[str, list[str]] = defaultdict(list)
    words: dict[str, str] = {}
    doubts: list[Doubt] = []
    for name in names:
        terms = _terms(prefixes, name)
        if len(terms) == 1:
            ((curie, label),) = terms.items()
            together[curie].append(name)
            words[curie] = label
        elif terms:
            detail = f"names several terms: {', '.join(sorted(terms))}; not merged"
            doubts.append(doubt("ambiguous", [name], detail))
    steps: dict[str, Step] = {}
    for curie, found in together.items():
        if len(found) > 1:
            first = words[curie] if words[curie] in found else _first(found)
            steps |= {name: Step(first, f"both are {curie}") for name in found}
    return Renaming(steps, tuple(doubts))


def _terms(prefixes: tuple[str, ...], name: str) -> dict[str, str]:
    """Return the label of each current term that a name is an identifier or name of, by CURIE."""
    if prefixes == ("NCBITaxon",):
        organism = find_organism(name)
        return {} if organism is None else {organism.curie: organism.scientific_name}
    term = lookup(name) or repair_curie(name)
    if term is not None:
        term = lookup(term.replaced_by or "") or term
        return {term.curie: term.label}
    for prefix in prefixes:
        known = find_prefix(prefix)
        if known is None or not is_held(known):
            continue
        matches = find_by_label(prefix, name)
        best = [m for m in matches if m.kind == matches[0].kind and not m.term.deprecated]
        if best:
            return {match.term.curie: match.term.label for match in best}
    return {}


def _first(names: Sequence[str]) -> str:
    return min(names, key=lambda name: (":" in name, name))
