"""Rule INT021: the strategy of a genetic perturbation fits what is done to the gene."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule
from aivc.validators.rules.int.guides import genetic_agents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard, GeneticPerturbation
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

MODALITIES: Mapping[str, frozenset[str]] = {
    "CRISPR activation screen": frozenset({"activation"}),
    # CRISPRi lowers transcription; some call the result a knockdown.
    "CRISPR interference screen": frozenset({"interference", "knockdown"}),
    # A base editor can break a gene by writing a stop codon.
    "CRISPR knockout mutant": frozenset({"knockout", "cutting", "base_editing", "prime_editing"}),
    "CRISPR knockout screen": frozenset({"knockout", "cutting", "base_editing", "prime_editing"}),
}
"""What is done to a gene under each strategy of CELLxGENE 7.1."""

WITHOUT_PERTURBATION = frozenset({"control", "no perturbations"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents whose strategy contradicts their modality, or their targets, by both."""
    agents = genetic_agents(card)
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for agent in agents:
        contradiction = _contradiction(agent)
        if contradiction:
            place = Place(f"{agent.pointer}/strategy", agent.agent_id or "")
            wrong[agent.strategy or "", contradiction].append(place)
    for (strategy, contradiction), places in wrong.items():
        yield evidence_at(places, observed=strategy, expected=contradiction, total=len(agents))


def _contradiction(agent: GeneticPerturbation) -> str:
    strategy, modality = agent.strategy, agent.genetic_modality
    if strategy in WITHOUT_PERTURBATION:
        has_target = any(guide.guide_role == "targeting" for guide in agent.guides)
        return "guides that target a gene" if has_target else ""
    fitting = MODALITIES.get(strategy or "")
    if fitting is None or modality is None or modality in fitting:
        return ""
    return f"the modality {modality}"


RULE = Rule(
    code="INT021",
    name="strategy-against-modality",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The strategy of a genetic perturbation fits what is done to the gene.",
    message="{count} of {total} genetic agents have the strategy `{observed}` and {expected} ({examples}).",
    fix="Correct `strategy` or `genetic_modality`: activation raises a gene, interference lowers it, knockout breaks it.",
    why="The sign of every expected effect turns around.",
    check=check,
    needs_card=True,
    slots=("GeneticPerturbation.strategy", "GeneticPerturbation.genetic_modality"),
    references=("CELLxGENE schema 7.1, genetic_perturbation_strategy",),
    passing=(
        Example("interference in an interference screen, and its controls", specimen="guides"),
    ),
    failing=(
        Example(
            "activation in an interference screen",
            specimen="guides",
            edits=(
                SetCard("/agents/0/genetic_modality", "activation"),
                SetCard("/agents/1/genetic_modality", "activation"),
            ),
            expect=(Expect("card:/agents/0/strategy", 2),),
        ),
        Example(
            "the strategy control with guides that target",
            specimen="guides",
            edits=(SetCard("/agents/2/strategy", "control"),),
            expect=(Expect("card:/agents/2/strategy"),),
        ),
    ),
)
