"""Rule RDO013: times to an event are numbers and not below zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.endpoints import endpoints
from aivc.validators.rules.rdo.example_edits import survival

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report columns of times that hold text or negative numbers."""
    for found in endpoints(card, facts):
        column = found.columns.get("time_column")
        if column is None:
            continue
        labels = zip(column.facts.categories, column.facts.counts.tolist(), strict=True)
        used = {label: count for label, count in labels if count}
        text = {label: count for label, count in used.items() if _number(label) is None}
        negative = {label: count for label, count in used.items() if (_number(label) or 0.0) < 0}
        for wrong, what in ((text, "are no numbers"), (negative, "are negative")):
            if wrong:
                yield Evidence(
                    Location("obs", table=column.table, column=column.facts.info.name),
                    observed=what,
                    count=sum(wrong.values()),
                    total=column.facts.n_rows,
                    examples=tuple(sorted(wrong)[:MAX_EXAMPLES]),
                    values={"readout": found.readout.readout_id},
                )


def _number(label: str) -> float | None:
    try:
        return float(label)
    except ValueError:
        return None


RULE = Rule(
    code="RDO013",
    name="impossible-endpoint-time",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Times to an event are numbers and not below zero.",
    message="{where} holds times of endpoint `{readout}` that {observed}: {examples} ({count:,} of {total:,} rows).",
    fix="Count times from the index date of each subject on, as numbers in one unit; a missing time is left empty.",
    why="A negative time belongs to a subject whose event was before the treatment: the endpoint is in the past of what shall predict it.",
    check=check,
    needs_card=True,
    slots=("ClinicalEndpoint.time_column",),
    passing=(Example("donors with a time and an event", edits=survival()),),
    failing=(
        Example(
            "a donor whose event was before time zero",
            edits=survival(times=[-30] * 16 + [300] * 32),
            expect=(Expect("obs/os_days", 16),),
        ),
        Example(
            "times in words",
            edits=survival(times=["300 days"] * 48),
            expect=(Expect("obs/os_days", 48),),
        ),
    ),
)
