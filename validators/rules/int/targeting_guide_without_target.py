"""Rule INT009: a targeting guide names the gene that it is meant to hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.guides import guides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

WITHOUT_GENE = frozenset({"cutting", "localizing"})
"""Modalities whose target need not be a gene."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report targeting guides for which neither the guide nor its agent names a gene."""
    targeting = [
        (agent, guide)
        for agent, guide in guides_of(card)
        if guide.guide_role == "targeting" and agent.genetic_modality not in WITHOUT_GENE
    ]
    places = [
        Place(guide.pointer, guide.guide_id or "")
        for agent, guide in targeting
        if not guide.guide_features and not agent.intended_features
    ]
    if places:
        yield evidence_at(places, total=len(targeting))


RULE = Rule(
    code="INT009",
    name="targeting-guide-without-target",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A targeting guide names the gene that it is meant to hit.",
    message="{count} of {total} targeting guides name no gene, and neither do their agents ({examples}).",
    fix="Write the Ensembl id of the gene in `intended_features` of the agent, or in `guide_features` of the guide; for a guide against an enhancer, the gene that it is thought to regulate.",
    why="Without the target nobody can keep all guides of a gene on one side of a split, or ask whether the gene went down.",
    check=check,
    needs_card=True,
    slots=("GuideRNA.guide_features", "GeneticPerturbation.intended_features"),
    references=("CELLxGENE schema 7.1, uns['genetic_perturbations']",),
    passing=(
        Example(
            "the agent names the gene for its guides",
            specimen="guides",
            edits=(DropCard("/agents/0/guides/0/guide_features"),),
        ),
    ),
    failing=(
        Example(
            "neither guide nor agent names a gene",
            specimen="guides",
            edits=(
                DropCard("/agents/0/guides/0/guide_features"),
                DropCard("/agents/0/guides/1/guide_features"),
                SetCard("/agents/0/intended_features", []),
            ),
            expect=(Expect("card:/agents/0/guides/0", 2),),
        ),
    ),
)
