"""Rule GRM019: a schedule has a number of doses that can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.schedule import MOST_DOSES
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report events that stand for more doses than anybody gives."""
    repeated = [
        (intervention.intervention_id or "", event)
        for intervention in card.interventions
        for event in intervention.events
        if event.additional_doses is not None
    ]
    places = [
        Place(f"{event.pointer}/additional_doses", name)
        for name, event in repeated
        if event.additional_doses is not None and event.additional_doses >= MOST_DOSES
    ]
    if places:
        yield evidence_at(places, expected=f"{MOST_DOSES}", total=len(repeated))


RULE = Rule(
    code="GRM019",
    name="too-many-doses",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A schedule has a number of doses that can be given.",
    message="{count} of {total} repeated events stand for more than {expected} doses ({examples}); their schedules were not spelt out.",
    fix="Write the number of further doses in `additional_doses`; a time belongs in `interval` or `duration`, and a steady flow is one event of mode `infusion`.",
    why="The number is a slip, and nothing that rests on the schedule could be checked.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.additional_doses",),
    passing=(
        Example(
            "a dose each hour for a week",
            edits=(
                SetCard("/interventions/4/events/0/additional_doses", 167),
                SetCard("/interventions/4/events/0/interval", {"value": 1, "unit": "h"}),
            ),
        ),
    ),
    failing=(
        Example(
            "milliseconds for a number of doses",
            edits=(SetCard("/interventions/4/events/0/additional_doses", 86400000),),
            expect=(Expect("card:/interventions/4/events/0/additional_doses"),),
        ),
    ),
)
