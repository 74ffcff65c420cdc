"""Rule CTL015: a control lacks what is tested and has the rest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import agents_by_condition, contrasts_of
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

GENETIC = frozenset({"GeneticPerturbation"})
FITTING_AGENTS = {
    "non_targeting_guide": GENETIC,
    "safe_targeting_guide": GENETIC,
    "no_guide": GENETIC,
    "empty_vector": GENETIC,
    "reporter_orf": GENETIC,
    "reference_transduction": GENETIC,
    "isotype": frozenset({"Biologic"}),
    # Infection, heat and added cells come with a liquid too; a guide inside a cell does not.
    "vehicle": frozenset({"Chemical", "Biologic", "Infectious", "Environmental", "Cellular"}),
}
"""Agents for which a kind of control holds everything but the agent. Other kinds fit any."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report treated conditions none of whose controls is of a kind that fits their agents."""
    contrasts = contrasts_of(card)
    agents = agents_by_condition(card)
    found: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for name in contrasts.treated:
        types = {agent.agent_type for agent in agents.get(name, ()) if agent.agent_type}
        kinds = {c.control_kind for c in contrasts.references(name) if c.control_kind}
        if types and kinds and not any(_fits(kind, types) for kind in kinds):
            found[tuple(sorted(kinds)), tuple(sorted(types))].append(name)
    for (kinds_found, types_found), names in found.items():
        controls = contrasts.references(names[0])
        yield Evidence(
            place_of(controls, "control_kind"),
            observed=", ".join(kinds_found),
            expected=f"a kind of control for {' and '.join(types_found)}",
            count=len(names),
            total=len(contrasts.treated),
            examples=tuple(names),
            values={"agents": " and ".join(types_found)},
        )


def _fits(kind: str, agent_types: set[str]) -> bool:
    return kind not in FITTING_AGENTS or bool(FITTING_AGENTS[kind] & agent_types)


RULE = Rule(
    code="CTL015",
    name="control-kind-against-agent",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A control lacks what is tested and has the rest.",
    message="{count} of {total} treated conditions ({examples}) got {agents}, but their only control is of kind {observed}, which is no control for that.",
    fix="Link these conditions to a control that went through the same procedure: a vehicle for chemicals, a non-targeting guide or an empty vector for genetic perturbations, an isotype for antibodies. If only the kind is wrong, correct `control_kind`.",
    why="The effect then holds the procedure as well: transduction and selection, or the solvent.",
    check=check,
    needs_card=True,
    slots=("Control.control_kind", "Agent.agent_type"),
    passing=(
        Example(
            "untreated cells are a control for anything",
            edits=(SetCard("/controls/0/control_kind", "untreated"),),
        ),
        Example("guides against non-targeting guides", specimen="guides"),
    ),
    failing=(
        Example(
            "drugs against non-targeting guides",
            edits=(SetCard("/controls/0/control_kind", "non_targeting_guide"),),
            expect=(Expect("card:/controls/0/control_kind", 6),),
        ),
    ),
)
