"""Rule EVL005: a report is about all units that the task asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, with_split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report fewer or more units than are asked for."""
    for found, split in with_split(facts):
        counts = found.report.unit_counts
        asked = None if counts is None else counts.n_asked
        if asked is not None and asked != split.n_units:
            yield Evidence(
                at("/unit_counts/n_asked"), observed=str(asked), expected=str(split.n_units)
            )


RULE = Rule(
    code="EVL005",
    name="units-left-out-of-report",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A report is about all units that the task asks for.",
    message="The report is about {observed} units, and the task asks for {expected}.",
    fix="Evaluate again; a unit that was not predicted is counted as missing and scores worst, it is never left out.",
    why="Who may leave out units can leave out those that go wrong.",
    check=check,
    needs_given="split",
    slots=("UnitCounts.n_asked",),
    passing=(
        Example(
            "all units",
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "two units fewer",
            edits=(SetReport("/unit_counts/n_asked", 10),),
            expect=(Expect("report:/unit_counts/n_asked"),),
            specimen=SPECIMEN,
        ),
    ),
)
