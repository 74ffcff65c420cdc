"""Rule VOC007: what could be checked only by its form is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import Availability, availability, lookup, vocabulary_of
from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.entities import objects_of
from aivc.validators.rules.voc.gene_features import known_tables, species_among
from aivc.validators.rules.voc.judging import LISTED_IN_PART, TermVerdict, judge
from aivc.validators.rules.voc.term_uses import terms_in_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

SLOTS = (
    "data_use",
    "organism_ontology_term_id",
    "protein_id",
    "rrid",
    "target_feature",
    "target_protein",
    "taxon",
)
"""Slots that may hold identifiers of vocabularies that are not held offline."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report, for each vocabulary that is not held, the identifiers that were checked by form."""
    seen: dict[str, list[tuple[Location, str]]] = {}
    for location, text in (*_identifiers(card), *_terms(card)):
        vocabulary = vocabulary_of(text)
        if vocabulary is not None and not _is_held(text, vocabulary):
            seen.setdefault(vocabulary, []).append((location, text))
    for vocabulary, uses in sorted(seen.items()):
        yield Evidence(
            uses[0][0],
            observed=vocabulary,
            count=len(uses),
            examples=tuple(dict.fromkeys(text for _, text in uses)),
        )
    yield from _targets(card)


def _targets(card: DatasetCard) -> Iterator[Evidence]:
    """Yield the genes that are hit, of organisms of which none has its genes held."""
    declared = species_among(card.organism_ontology_term_id)
    hit = [
        (f"{view.pointer}/{slot}", gene)
        for view in objects_of(card)
        for slot in ("intended_features", "guide_features")
        for gene in getattr(view, slot, None) or ()
    ]
    if hit and declared and not known_tables(declared):
        yield Evidence(
            Location("card", pointer=hit[0][0]),
            observed=f"the genes of {' and '.join(declared)}",
            count=len(hit),
            examples=tuple(dict.fromkeys(gene for _, gene in hit)),
        )


def _identifiers(card: DatasetCard) -> Iterator[tuple[Location, str]]:
    for view in objects_of(card):
        for slot in SLOTS:
            value = getattr(view, slot, None)
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    yield Location("card", pointer=f"{view.pointer}/{slot}"), text


def _terms(card: DatasetCard) -> Iterator[tuple[Location, str]]:
    """Yield terms of the other slots, which are judged one by one."""
    for use in terms_in_card(card):
        if use.slot not in SLOTS and judge(use) is TermVerdict.NOT_HELD:
            yield use.location, use.text


def _is_held(text: str, vocabulary: str) -> bool:
    if vocabulary in LISTED_IN_PART:
        return lookup(text) is not None
    # Ensembl ids have a rule of their own, which knows the gene tables.
    return vocabulary == "ensembl" or availability(text) is Availability.INDEXED


RULE = Rule(
    code="VOC007",
    name="term-not-checkable",
    severity=Severity.INFO,
    level=Level.HEADER,
    title="What could be checked only by its form is named.",
    message="{count} identifiers of {observed} were checked by their form only, because no list of {observed} is held offline: {examples}.",
    fix="Look them up at the site of {observed} before a release.",
    why="It says what was not looked at, so that silence is not taken for a pass.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "an organism that is held",
            edits=(SetCard("/organism_ontology_term_id", ["NCBITaxon:10090"]),),
        ),
    ),
    failing=(
        Example(
            "an organism that is not held",
            edits=(SetCard("/organism_ontology_term_id/-", "NCBITaxon:5833"),),
            expect=(Expect("card:/organism_ontology_term_id"),),
        ),
        Example(
            "a tissue of a plant",
            edits=(SetCard("/samples/0/tissue_ontology_term_id", "PO:0009005"),),
            expect=(Expect("card:/samples/0/tissue_ontology_term_id"),),
        ),
        Example(
            "genes of yeast that are knocked out",
            edits=(
                SetCard("/organism_ontology_term_id", ["NCBITaxon:4932"]),
                *(DropCard(f"/agents/{place}/guides") for place in range(5)),
                *(SetCard(f"/agents/{place}/intended_features", ["YDR477W"]) for place in range(2)),
            ),
            expect=(Expect("card:/agents/0/intended_features", 4),),
            specimen="guides",
        ),
    ),
)
