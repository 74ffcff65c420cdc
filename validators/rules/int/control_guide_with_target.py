"""Rule INT008: a control guide has no target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.guides import genetic_agents, guides_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, GeneticPerturbation
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report control guides that name genes, and agents of control guides that name genes."""
    guides = [
        Place(f"{guide.pointer}/guide_features", guide.guide_id or "")
        for _, guide in guides_of(card)
        if guide.guide_role == "control" and guide.guide_features
    ]
    if guides:
        n_controls = sum(guide.guide_role == "control" for _, guide in guides_of(card))
        yield evidence_at(guides, total=n_controls, what="control guides")
    named = [guide.pointer.rsplit("/guides/", 1)[0] for guide in guides]
    harmless = [agent for agent in genetic_agents(card) if _has_control_guides_only(agent)]
    agents = [
        Place(f"{agent.pointer}/intended_features", agent.agent_id or "")
        for agent in harmless
        # The same genes at a guide and at its agent are one mistake.
        if agent.intended_features and agent.pointer not in named
    ]
    if agents:
        yield evidence_at(agents, total=len(harmless), what="agents with control guides only")


def _has_control_guides_only(agent: GeneticPerturbation) -> bool:
    roles = {guide.guide_role for guide in agent.guides}
    return roles == {"control"}


RULE = Rule(
    code="INT008",
    name="control-guide-with-target",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A control guide has no target.",
    message="{count} of {total} {what} name genes that they are meant to hit ({examples}); either the role or the target is wrong.",
    fix="If it hits a gene, write `guide_role: targeting`; if it is a control, delete `guide_features` and `intended_features`. A safe-targeting guide, which cuts where no gene is, names none.",
    why="The cells count as controls and as perturbed at once, so the baseline already holds the effect.",
    check=check,
    needs_card=True,
    slots=(
        "GuideRNA.guide_role",
        "GuideRNA.guide_features",
        "GeneticPerturbation.intended_features",
    ),
    references=("CELLxGENE schema 7.1, uns['genetic_perturbations']",),
    passing=(
        Example("control guides without a target", specimen="guides"),
        Example(
            "a control guide in the company of a targeting one",
            specimen="guides",
            edits=(
                SetCard(
                    "/agents/0/guides/-", {"guide_id": "GATA1_scramble", "guide_role": "control"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a guide with the role control and a target",
            specimen="guides",
            edits=(SetCard("/agents/0/guides/0/guide_role", "control"),),
            expect=(Expect("card:/agents/0/guides/0/guide_features"),),
        ),
        Example(
            "an agent with control guides only and a target",
            specimen="guides",
            edits=(SetCard("/agents/4/intended_features", ["ENSG00000102145"]),),
            expect=(Expect("card:/agents/4/intended_features"),),
        ),
    ),
)
