"""Rule RDO012: a survival endpoint names the column of times and that of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.endpoints import TIMED
from aivc.validators.rules.rdo.example_edits import POINTER, survival

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report survival endpoints without time or event."""
    for readout in card.readouts:
        endpoint = readout.endpoint
        if endpoint is None or endpoint.endpoint_kind not in TIMED:
            continue
        absent = [slot for slot in ("time_column", "event_column") if not getattr(endpoint, slot)]
        if absent:
            yield Evidence(
                Location("card", pointer=endpoint.pointer),
                observed=" and no ".join(absent),
                count=len(absent),
                values={"readout": readout.readout_id, "kind": endpoint.endpoint_kind},
            )


RULE = Rule(
    code="RDO012",
    name="survival-without-time-or-event",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A survival endpoint names the column of times and that of events.",
    message="Endpoint `{readout}` is {kind} and names no {observed}.",
    fix="Write {observed} at {where}.",
    why="A time without the event is not known to have ended, and an event without its time cannot be ordered; a model is then scored on a coin toss.",
    check=check,
    needs_card=True,
    slots=("ClinicalEndpoint.time_column", "ClinicalEndpoint.event_column"),
    passing=(Example("donors with a time and an event", edits=survival()),),
    failing=(
        Example(
            "times of which nobody says how they ended",
            edits=survival(event_column=None),
            expect=(Expect(f"card:{POINTER}/endpoint"),),
        ),
    ),
)
