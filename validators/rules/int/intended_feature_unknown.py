"""Rule INT012: a gene that is meant to be perturbed is a gene of the organism."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.gene_tables import gene_tables, is_known
from aivc.validators.rules.int.guides import genetic_agents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report targets that no gene table of the dataset's organisms holds, by what they are."""
    features = _features(card)
    tables = gene_tables(card) if features else ()
    if not tables:
        return
    unknown: defaultdict[str, list[Place]] = defaultdict(list)
    for gene, pointer in features.items():
        if not is_known(gene, tables):
            unknown[_other_organism(gene, card)].append(Place(pointer, gene))
    held = " or ".join(f"{table.organism} ({table.version})" for table in tables)
    for other, places in unknown.items():
        belongs = f"; the ids are those of {other}" if other else ""
        yield evidence_at(
            places, expected=held, observed=other, total=len(features), belongs=belongs
        )


def _features(card: DatasetCard) -> dict[str, str]:
    """Return each gene that an agent or a guide is meant to hit, with its first place."""
    found: dict[str, str] = {}
    for agent in genetic_agents(card):
        for place, gene in enumerate(agent.intended_features):
            found.setdefault(gene, f"{agent.pointer}/intended_features/{place}")
        for guide in agent.guides:
            for place, gene in enumerate(guide.guide_features):
                found.setdefault(gene, f"{guide.pointer}/guide_features/{place}")
    return found


def _other_organism(gene: str, card: DatasetCard) -> str:
    """Return the organism that an id belongs to by its form, where the card does not name it."""
    from aivc.schema.vocabulary.organisms import organism_of_gene_ids

    organism, _ = organism_of_gene_ids([gene])
    return organism if organism and organism not in card.organism_ontology_term_id else ""


RULE = Rule(
    code="INT012",
    name="intended-feature-unknown",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A gene that is meant to be perturbed is a gene of the organism.",
    message="{count} of {total} genes that are meant to be perturbed are not in the gene table of {expected} ({examples}){belongs}.",
    fix="Correct the id, or replace a retired one by its successor. A transgene of another organism is right as it is.",
    why="A target under a retired or a foreign id meets no gene of var and no gene of another dataset.",
    check=check,
    needs_card=True,
    slots=("GeneticPerturbation.intended_features", "GuideRNA.guide_features"),
    references=("CELLxGENE schema 7.1, uns['genetic_perturbations']",),
    passing=(Example("four human genes", specimen="guides"),),
    failing=(
        Example(
            "a number with one digit wrong",
            specimen="guides",
            edits=(SetCard("/agents/0/intended_features", ["ENSG00000999999"]),),
            expect=(Expect("card:/agents/0/intended_features/0"),),
        ),
        Example(
            "a gene of the mouse in a human screen",
            specimen="guides",
            edits=(SetCard("/agents/1/intended_features", ["ENSMUSG00000026864"]),),
            expect=(Expect("card:/agents/1/intended_features/0"),),
        ),
    ),
)
