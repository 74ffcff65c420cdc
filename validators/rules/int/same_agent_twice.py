"""Rule INT019: one substance, or one change of a gene, is one agent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.agent_classes import is_biologic, is_chemical, is_genetic
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from aivc.schema.generated.views import Agent, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents of different names that are the same thing, by what makes them the same."""
    same: defaultdict[tuple[str, Hashable], dict[str, Place]] = defaultdict(dict)
    for agent in card.agents:
        identity = _identity(agent)
        if identity is not None and agent.agent_id is not None:
            same[identity].setdefault(agent.agent_id, Place(agent.pointer, agent.agent_id))
    repeated: defaultdict[str, list[Place]] = defaultdict(list)
    for (by, _), places in same.items():
        if len(places) > 1:
            # The second agent is the one that repeats the first.
            second = list(places.values())[1]
            repeated[by].append(Place(second.pointer, " = ".join(places)))
    for by, found in repeated.items():
        yield evidence_at(found, observed=by, total=len(card.agents))


def _identity(agent: Agent) -> tuple[str, Hashable] | None:
    if is_chemical(agent) and agent.inchikey:
        return "InChIKey", agent.inchikey
    if is_biologic(agent) and agent.protein_id and agent.biologic_type != "antibody":
        # Two antibodies against one protein are two clones; a growth factor is one protein.
        return "protein", (agent.protein_id, agent.biologic_type)
    if is_genetic(agent) and agent.intended_features:
        # Agents of one gene with different guides are different constructs.
        guides = frozenset(guide.guide_id for guide in agent.guides)
        genes = frozenset(agent.intended_features)
        return "gene and guides", (agent.genetic_modality, agent.effector, genes, guides)
    return None


RULE = Rule(
    code="INT019",
    name="same-agent-twice",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="One substance, or one change of a gene, is one agent.",
    message="{count} of {total} agents repeat another one under a second name: the {observed} is the same ({examples}).",
    fix="Keep one of the names and use it everywhere. For another vendor or lot of the same substance, say so in `label` and keep both on one side of a split.",
    why="The same compound under two names ends up in training and in test, and a claim of an unseen compound is false.",
    check=check,
    needs_card=True,
    slots=("Chemical.inchikey", "Biologic.protein_id", "GeneticPerturbation.intended_features"),
    passing=(
        Example(
            "two agents of one gene with different guides",
            specimen="guides",
            edits=(SetCard("/agents/1/intended_features", ["ENSG00000102145"]),),
        ),
    ),
    failing=(
        Example(
            "dexamethasone under its trade name",
            edits=(
                SetCard(
                    "/agents/-",
                    {
                        "agent_id": "Decadron",
                        "agent_type": "Chemical",
                        "label": "Decadron",
                        "inchikey": "UREBDLICKHMUKA-CXSFZGCWSA-N",
                    },
                ),
                SetCard("/interventions/1/events/0/agent", "Decadron"),
            ),
            expect=(Expect("card:/agents/3"),),
        ),
    ),
)
