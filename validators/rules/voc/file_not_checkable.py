"""Rule VOC032: what the file holds and could be checked only by its form, or not at all, is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import species_of, vocabulary_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_features import (
    gene_features,
    known_tables,
    organisms_of,
    species_among,
)
from aivc.validators.rules.voc.judging import TermVerdict, judge
from aivc.validators.rules.voc.term_uses import by_location, terms_in_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

BY_FORM, NOT_AT_ALL = "checked by their form only", "not checked"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report terms of vocabularies, and genes of organisms, that are not held."""
    unheld = [use for use in terms_in_file(facts) if judge(use) is TermVerdict.NOT_HELD]
    for location, uses in by_location(unheld):
        names = dict.fromkeys(vocabulary_of(use.text) or "" for use in uses)
        yield Evidence(
            location,
            observed=f"terms of {' and '.join(names)}",
            count=len(uses),
            examples=tuple(use.text for use in uses),
            values={"checked": BY_FORM},
        )
    yield from _genes(card, facts)


def _genes(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    declared = species_among(organisms_of(card, facts))
    if not declared or known_tables(declared):
        return
    species = [species_of(taxon) for taxon in declared]
    named = [o.scientific_name if o else taxon for o, taxon in zip(species, declared, strict=True)]
    for features in gene_features(card, facts):
        if features.are_ids:
            yield Evidence(
                features.location,
                observed=f"gene ids of {' and '.join(named)}",
                count=len(features.names),
                examples=features.names[:3],
                values={"checked": BY_FORM if all(species) else NOT_AT_ALL},
            )


RULE = Rule(
    code="VOC032",
    name="file-not-checkable",
    severity=Severity.INFO,
    level=Level.OBS,
    title="What the file holds and could not be looked up is named.",
    message="At {where}, {observed} were {checked}, because no list of them is held offline ({count:,}): {examples}.",
    fix="Look them up at the site of the vocabulary or of the genome before a release.",
    why="It says what was not looked at, so that silence is not taken for a pass.",
    check=check,
    passing=(
        Example("human genes, and terms that are held"),
        Example(
            "a strain of a species whose genes are held",
            edits=(SetCard("/organism_ontology_term_id", ["NCBITaxon:9606", "NCBITaxon:39442"]),),
        ),
    ),
    failing=(
        Example(
            "tissues and genes of a plant",
            edits=(
                SetCard("/organism_ontology_term_id", ["NCBITaxon:3702"]),
                SetColumn("obs", "tissue_ontology_term_id", "PO:0009005"),
                SetNames("var", {row: f"AT1G{row:05}" for row in range(40)}),
            ),
            expect=(Expect("obs/tissue_ontology_term_id", 1), Expect("var", 40)),
        ),
        Example(
            "genes of an organism that nothing is known of",
            edits=(SetCard("/organism_ontology_term_id", ["NCBITaxon:5833"]),),
            expect=(Expect("var", 40),),
        ),
    ),
)
