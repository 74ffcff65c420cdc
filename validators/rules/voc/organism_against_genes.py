"""Rule VOC013: genes are those of the organism that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import find_organism, organism_of_gene_ids
from aivc.validators.examples.example import Example, Expect, SetCard, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_features import (
    MOSTLY,
    gene_features,
    organisms_of,
    species_among,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tables whose gene ids are of an organism that is not declared."""
    declared = organisms_of(card, facts)
    species = species_among(declared)
    if not declared:
        return
    for features in gene_features(card, facts):
        taxon, share = organism_of_gene_ids(features.names)
        if features.are_ids and taxon is not None and share > MOSTLY and taxon not in species:
            organism = find_organism(taxon)
            yield Evidence(
                features.location,
                observed=f"{taxon} ({organism.scientific_name})" if organism else taxon,
                expected=", ".join(declared),
                count=round(share * len(features.names)),
                total=len(features.names),
                examples=features.names[:3],
            )


RULE = Rule(
    code="VOC013",
    name="organism-against-genes",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Genes are those of the organism that is declared.",
    message="{count} of {total} gene ids at {where} are of {observed}; {expected} is declared.",
    fix="Correct `organism_ontology_term_id`, or put the right matrix into the file.",
    why="A mouse dataset under a human label enters every human training set.",
    check=check,
    slots=("DatasetCard.organism_ontology_term_id",),
    passing=(
        Example("human genes of a human"),
        Example(
            "genes of yeast of one of its strains",
            edits=(
                SetNames("var", {row: f"YAL{row:03}W" for row in range(40)}),
                SetCard("/organism_ontology_term_id", ["NCBITaxon:559292"]),
            ),
        ),
    ),
    failing=(
        Example(
            "human genes under the name of the mouse",
            edits=(SetCard("/organism_ontology_term_id", ["NCBITaxon:10090"]),),
            expect=(Expect("var", 40),),
        ),
    ),
)
