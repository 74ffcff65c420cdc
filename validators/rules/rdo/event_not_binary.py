"""Rule RDO014: an event happened or did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.endpoints import TIMED, endpoints, is_event
from aivc.validators.rules.rdo.example_edits import survival

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report columns of events with more than two values, or whose values tell neither."""
    for found in endpoints(card, facts):
        column = found.columns.get("event_column")
        if column is None or found.endpoint.endpoint_kind not in TIMED:
            continue
        name, used = column.facts.info.name, column.facts.used
        if any(is_event(label, name) is None for label in used):
            yield Evidence(
                Location("obs", table=column.table, column=name),
                count=len(used) + column.facts.n_unlisted_levels,
                examples=used[:MAX_EXAMPLES],
                values={"readout": found.readout.readout_id},
            )


RULE = Rule(
    code="RDO014",
    name="event-not-binary",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="An event happened or did not.",
    message="{where} says of endpoint `{readout}` whether the event was seen, and holds {count:,} different values: {examples}.",
    fix="Write 1 where the event was seen and 0 where the subject was censored; competing events are endpoints of their own. A column called CNSR is read as in ADaM: 0 is the event, other numbers are reasons of censoring.",
    why="Software takes every value but zero for the event: those lost to follow-up die.",
    check=check,
    needs_card=True,
    slots=("ClinicalEndpoint.event_column",),
    passing=(
        Example("donors with a time and an event", edits=survival()),
        Example("truth values", edits=survival(events=[True] * 32 + [False] * 16)),
    ),
    failing=(
        Example(
            "three states of disease",
            edits=survival(events=[0] * 16 + [1] * 16 + [2] * 16),
            expect=(Expect("obs/died", 3),),
        ),
    ),
)
