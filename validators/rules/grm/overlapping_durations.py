"""Rule GRM013: a concentration is held until the next one is set, not longer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_in_words
from aivc.validators.grammar.schedule import expand, read_steps
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.dosed import event, hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.schedule import Dose


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report doses that claim to last beyond the next setting of the same agent."""
    places = []
    for intervention in card.interventions:
        found = _first_overlap(intervention)
        if found is not None:
            dose, following = found
            name = (
                f"{dose.agent} in {intervention.intervention_id} for "
                f"{hours_in_words(dose.duration)}, set again after "
                f"{hours_in_words(following.start - dose.start)}"
            )
            places.append(Place(f"{dose.event.pointer}/duration", name))
    if places:
        yield evidence_at(places, total=len(card.interventions))


def _first_overlap(intervention: Intervention) -> tuple[Dose, Dose] | None:
    if not any(e.event_type == "set_concentration" for e in intervention.events):
        return None
    steps = read_steps(intervention.events)
    doses = (expand(steps) if steps is not None else None) or ()
    for agent in sorted({dose.agent for dose in doses}):
        for dose, following in pairwise(d for d in doses if d.agent == agent):
            is_set = following.event.event_type == "set_concentration"
            # Two at one time are GRM006's.
            gap = following.start - dose.start
            if is_set and dose.duration is not None and 0 < gap < dose.duration:
                return dose, following
    return None


RULE = Rule(
    code="GRM013",
    name="overlapping-durations",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A concentration is held until the next one is set, not longer.",
    message="{count} of {total} schedules hold an agent longer than until it is set anew ({examples}).",
    fix="Shorten `duration` to the time until the next setting, or leave it out; it then ends there by itself.",
    why="For the time in which both hold, the card states two concentrations of one agent.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.duration", "DosingEvent.interval"),
    passing=(
        Example(
            "held exactly until the next",
            edits=(
                SetCard(
                    "/interventions/3/events",
                    [
                        event("set_concentration", 0, duration=hours(6)),
                        event("set_concentration", 6),
                    ],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "held for a day, set anew after six hours",
            edits=(
                SetCard(
                    "/interventions/3/events",
                    [
                        event("set_concentration", 0, duration=hours(24)),
                        event("set_concentration", 6),
                    ],
                ),
            ),
            expect=(Expect("card:/interventions/3/events/0/duration"),),
        ),
    ),
)
