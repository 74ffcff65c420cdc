"""Rule GRM007: a dose is of a kind that its agent takes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.agent_classes import is_environmental
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.doses import kinds_for
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Agent, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report doses of a kind that an agent of its class does not take, by class and kind."""
    agents = applications_of(card).agents
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    taken: dict[str, str] = {}
    total = 0
    for intervention in card.interventions:
        for event in intervention.events:
            agent = agents.get(event.agent or "")
            if agent is None or event.dose_kind is None:
                continue
            total += 1
            kinds = kinds_for(agent)
            if kinds and event.dose_kind not in kinds:
                what = _what(agent)
                taken[what] = ", ".join(sorted(kinds))
                place = Place(f"{event.pointer}/dose_kind", agent.agent_id or "")
                wrong[what, event.dose_kind].append(place)
    for (what, kind), places in wrong.items():
        yield evidence_at(places, observed=kind, total=total, what=what, kinds=taken[what])


def _what(agent: Agent) -> str:
    if is_environmental(agent):
        return f"Environmental, {agent.environmental_factor}"
    return agent.class_name


RULE = Rule(
    code="GRM007",
    name="dose-kind-against-agent",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A dose is of a kind that its agent takes.",
    message="{count} of {total} doses are of kind {observed}, which an agent of kind {what} does not take ({examples}).",
    fix="Correct `dose_kind`, or `agent_type` of the agent. It takes one of: {kinds}.",
    why="A temperature as a concentration, or a number of cells as a molarity, puts points on a dose axis where they do not belong.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.dose_kind", "Agent.agent_type"),
    passing=(
        Example(
            "activation beads per cell",
            specimen="cite",
            edits=(
                SetCard("/interventions/0/events/0/dose_kind", "cell_ratio"),
                SetCard("/interventions/0/events/0/amount", {"value": 1, "unit": "{bead}/{cell}"}),
            ),
        ),
    ),
    failing=(
        Example(
            "a small molecule by multiplicity of infection",
            edits=(
                SetCard("/interventions/0/events/0/dose_kind", "multiplicity_of_infection"),
                SetCard("/interventions/0/events/0/amount", {"value": 1, "unit": "{MOI}"}),
            ),
            expect=(Expect("card:/interventions/0/events/0/dose_kind"),),
        ),
    ),
)
