"""Rule GRM010: treated cells are harvested after time zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_of
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.harvest_before_last_event import last_event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

MAY_COME_BEFORE = frozenset({"stimulation", "randomisation"})
"""Cells may be treated and taken before these."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report treated conditions with a negative time of harvest."""
    interventions = applications_of(card).interventions
    places = []
    treated = 0
    for condition in card.conditions:
        intervention = interventions.get(condition.intervention or "")
        harvest = hours_of(condition.harvest_time)
        if intervention is None or harvest is None:
            continue
        treated += 1
        last = last_event(intervention)
        # A harvest before an event is GRM003's.
        is_before_event = last is not None and harvest < last
        may_be = intervention.time_zero in MAY_COME_BEFORE
        if harvest < 0 and not is_before_event and not may_be:
            place = Place(f"{condition.pointer}/harvest_time", condition.condition_id or "")
            places.append(place)
    if places:
        yield evidence_at(places, total=treated)


RULE = Rule(
    code="GRM010",
    name="harvest-before-time-zero",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Treated cells are harvested after time zero.",
    message="{count} of {total} treated conditions are harvested before time zero ({examples}).",
    fix="Correct the sign of `harvest_time`. Cells that were taken before anything was done are a control of kind `baseline`.",
    why="An effect before its cause is either a control that counts as treated or a time that runs backwards.",
    check=check,
    needs_card=True,
    slots=("Condition.harvest_time", "Intervention.time_zero"),
    passing=(
        Example(
            "treated and taken before the stimulation",
            edits=(
                SetCard("/interventions/0/time_zero", "stimulation"),
                SetCard("/interventions/0/events/0/event_time/value", -24),
                SetCard("/conditions/0/harvest_time/value", -1),
            ),
        ),
    ),
    failing=(
        Example(
            "everything before seeding",
            edits=(
                SetCard("/interventions/0/time_zero", "seeding"),
                SetCard("/interventions/0/events/0/event_time/value", -24),
                SetCard("/conditions/0/harvest_time/value", -1),
            ),
            expect=(Expect("card:/conditions/0/harvest_time"),),
        ),
    ),
)
