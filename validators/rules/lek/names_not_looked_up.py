"""Rule LEK038: what was not looked up about names is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.names_in_doubt import not_looked_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report names that could not be looked up, or that something was assumed for."""
    return not_looked_up(facts)


RULE = Rule(
    code="LEK038",
    name="names-not-looked-up",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Names on axes that are kept whole were looked up in a vocabulary.",
    message="{count} names of {axis}, which is kept whole, were compared with less than is known of them: {examples}.",
    fix="State the organism in the card, or use identifiers in place of names: Ensembl ids of genes, Cellosaurus accessions of cell lines.",
    why="One thing under two names that nobody looked up counts as two, and the split passes for clean.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Sample.organism_ontology_term_id"),
    passing=(Example("the organism of gene symbols is stated", specimen="guide_split"),),
    failing=(
        Example(
            "samples of two organisms, so that nobody knows whose genes the symbols name",
            specimen="guide_split",
            edits=(SetCard("/samples/2/organism_ontology_term_id", ["NCBITaxon:10090"]),),
            expect=(Expect("manifest:/claims/0", 4),),
        ),
    ),
)
