"""Rule RDO015: an endpoint has events."""

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
    """Report columns of events in which nothing happened."""
    for found in endpoints(card, facts):
        column = found.columns.get("event_column")
        if column is None or found.endpoint.endpoint_kind not in TIMED:
            continue
        name, used = column.facts.info.name, column.facts.used
        if all(is_event(label, name) is False for label in used):
            yield Evidence(
                Location("obs", table=column.table, column=name),
                observed=" or ".join(used[:MAX_EXAMPLES]) or "missing",
                total=column.facts.n_rows,
                values={"readout": found.readout.readout_id},
            )


RULE = Rule(
    code="RDO015",
    name="endpoint-without-events",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="An endpoint has events.",
    message="{where} holds no event of endpoint `{readout}`: of {total:,} rows every one is {observed}.",
    fix="Use an endpoint that some subjects reached; where the coding is the other way round (1 for censored), turn it round or call the column CNSR.",
    why="Where nobody had the event, no order of subjects is better than another and every model scores the same.",
    check=check,
    needs_card=True,
    slots=("ClinicalEndpoint.event_column",),
    passing=(Example("two of three donors had the event", edits=survival()),),
    failing=(
        Example(
            "nobody had the event", edits=survival(events=[0] * 48), expect=(Expect("obs/died"),)
        ),
    ),
)
