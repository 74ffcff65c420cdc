"""A combination of one is the single agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.task import TaskKind
from aivc.evaluation.units import Intervention, Step
from aivc.reference_models.conformance.law import Law, not_applicable
from aivc.reference_models.conformance.laws.changed import look_at_change

if TYPE_CHECKING:
    from aivc.evaluation.units import Unit
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Add a partner at dose zero, in front and behind."""
    if not trial.coverage.takes_pairs:
        return not_applicable("the card covers no combinations (most_combined 1)")
    queries = trial.setting.queries
    agents = sorted({agent for unit in queries.units for agent in unit.intervention.agents})

    def with_partner(unit: Unit) -> Intervention:
        (own,) = unit.intervention.steps
        partner = next(agent for agent in agents if agent != own.agent)
        nothing = Step(partner, 0.0, own.unit)
        is_first = partner < own.agent
        return Intervention((nothing, own) if is_first else (own, nothing))

    return look_at_change(trial, with_partner, ("alone", "with a partner at dose zero"))


LAW = Law(
    name="combination-of-one",
    sentence="An agent with a partner at dose zero gets the answer of the agent alone.",
    why="The edges of a dose matrix are the single agents; an effect there is no interaction.",
    fix=(
        "Count an agent as a member of a combination only where its dose is not 0 "
        "(`Intervention.acting`)."
    ),
    check=check,
    kinds=(TaskKind.RESPONSE,),
)
