"""Rule INT029: an agent reaches the cells in a way that it can."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.agent_classes import is_environmental, is_genetic
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import Agent, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

IMPOSSIBLE: Mapping[str, frozenset[str]] = {
    "Chemical": frozenset({"constitutive_genetic", "field"}),
    "Biologic": frozenset({"constitutive_genetic", "field"}),
    "GeneticPerturbation": frozenset({"bath_concentration", "field"}),
    "Cellular": frozenset({"constitutive_genetic", "field"}),
    "Infectious": frozenset({"field"}),
}
"""Modes that an agent of a class cannot have."""

# Only what surely is no field: a factor may also be brought about by the medium.
NOT_OF_PHYSICS = frozenset({"constitutive_genetic", "bath_concentration", "oral"})
PHYSICS = frozenset({"temperature", "radiation", "stiffness", "light"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report modes of exposure that an agent of its kind cannot have, by kind and mode."""
    agents = applications_of(card).agents
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    total = 0
    for intervention in card.interventions:
        for event in intervention.events:
            agent = agents.get(event.agent or "")
            if agent is None or event.exposure_mode is None:
                continue
            total += 1
            if event.exposure_mode in _impossible(agent):
                place = Place(f"{event.pointer}/exposure_mode", agent.agent_id or "")
                wrong[agent.class_name, event.exposure_mode].append(place)
    for (kind, mode), places in wrong.items():
        yield evidence_at(places, observed=mode, total=total, kind=kind)


def _impossible(agent: Agent) -> frozenset[str]:
    if is_environmental(agent):
        return NOT_OF_PHYSICS if agent.environmental_factor in PHYSICS else frozenset()
    modes = IMPOSSIBLE.get(agent.class_name, frozenset())
    if is_genetic(agent) and agent.genetic_modality == "knockdown":
        # siRNA and antisense oligonucleotides are given in the medium.
        return modes - {"bath_concentration"}
    return modes


RULE = Rule(
    code="INT029",
    name="exposure-mode-against-agent",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An agent reaches the cells in a way that it can.",
    message="{count} of {total} events give an agent of kind {kind} as `{observed}` ({examples}), which it cannot be.",
    fix="Correct `exposure_mode` of the event, or `agent_type` of the agent. Genes are `constitutive_genetic`, compounds in the medium `bath_concentration`, heat, light and radiation `field`.",
    why="The mode decides whether an amount is given once or held, and so what a schedule adds up to.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.exposure_mode", "Agent.agent_type"),
    passing=(
        Example(
            "siRNA in the medium",
            specimen="guides",
            edits=(
                SetCard("/agents/0/genetic_modality", "knockdown"),
                SetCard("/interventions/0/events/0/exposure_mode", "bath_concentration"),
            ),
        ),
    ),
    failing=(
        Example(
            "a small molecule that cells carry by themselves",
            edits=(
                SetCard("/interventions/0/events/0/exposure_mode", "constitutive_genetic"),
                SetCard("/interventions/1/events/0/exposure_mode", "constitutive_genetic"),
            ),
            expect=(Expect("card:/interventions/0/events/0/exposure_mode", 2),),
        ),
    ),
)
