"""Rule GRM003: cells are harvested after everything that was done to them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_in_words, hours_of
from aivc.validators.grammar.schedule import read_step
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.quantities import Hours

TAKES_NOTHING_AWAY = frozenset({"sample_take", "other"})
"""Events that may come after the harvest of a condition: another sample, a note."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report conditions that are harvested before an event, by both times."""
    interventions = applications_of(card).interventions
    last = {name: last_event(intervention) for name, intervention in interventions.items()}
    early: defaultdict[tuple[Hours, Hours], list[Place]] = defaultdict(list)
    timed = 0
    for condition in card.conditions:
        harvest = hours_of(condition.harvest_time)
        event = last.get(condition.intervention or "")
        if harvest is None or event is None:
            continue
        timed += 1
        if harvest < event:
            place = Place(f"{condition.pointer}/harvest_time", condition.condition_id or "")
            early[harvest, event].append(place)
    for (harvest, event), places in early.items():
        yield evidence_at(
            places,
            observed=hours_in_words(harvest),
            expected=hours_in_words(event),
            total=timed,
        )


def last_event(intervention: Intervention) -> Hours | None:
    """Return the time of the last event in hours, additional doses included.

    Events whose time cannot be read are left out: what is known is still too late. So are those
    with an absurd number of doses, which GRM019 reports.
    """
    steps = [
        step
        for event in intervention.events
        if event.event_type not in TAKES_NOTHING_AWAY and (step := read_step(event)) is not None
    ]
    return max((step.last for step in steps if step.can_be_expanded), default=None)


RULE = Rule(
    code="GRM003",
    name="harvest-before-last-event",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Cells are harvested after everything that was done to them.",
    message="{count} of {total} treated conditions are harvested at {observed}, before their last event at {expected} ({examples}).",
    fix="Correct `harvest_time` or the time of the event; often one of them is in another unit. If the cells were taken before the last dose, give the condition an intervention without it.",
    why="The data cannot show a dose that came after them; a model is asked to learn an effect from its future.",
    check=check,
    needs_card=True,
    slots=("Condition.harvest_time", "DosingEvent.event_time", "DosingEvent.additional_doses"),
    passing=(
        Example(
            "harvest at the time of the washout",
            edits=(SetCard("/conditions/4/harvest_time/value", 8),),
        ),
        Example(
            "harvest in days, events in hours",
            edits=(SetCard("/conditions/4/harvest_time", {"value": 1, "unit": "d"}),),
        ),
    ),
    failing=(
        Example(
            "harvest before the last of five doses that one event stands for",
            edits=(
                SetCard("/interventions/4/events/0/additional_doses", 4),
                SetCard("/interventions/4/events/0/interval/value", 8),
                DropCard("/interventions/4/exposures"),
            ),
            expect=(Expect("card:/conditions/4/harvest_time"),),
        ),
        Example(
            "minutes in place of hours",
            edits=(SetCard("/conditions/4/harvest_time/unit", "min"),),
            expect=(Expect("card:/conditions/4/harvest_time"),),
        ),
    ),
)
