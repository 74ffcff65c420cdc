"""Rule EVL006: every unit that was asked for has one fate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report counts that do not add up."""
    for found in reports_of(facts):
        counts = found.report.unit_counts
        if counts is None or counts.n_asked is None:
            continue
        fates = (counts.n_predicted, counts.n_abstained, counts.n_failed, counts.n_missing)
        total = sum(n or 0 for n in fates)
        if total != counts.n_asked:
            yield Evidence(at("/unit_counts"), observed=str(total), expected=str(counts.n_asked))


RULE = Rule(
    code="EVL006",
    name="fates-of-units-do-not-add-up",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every unit that was asked for was answered, abstained from, failed or is missing.",
    message="{observed} units are accounted for, and {expected} were asked for.",
    fix="Evaluate again; do not edit the counts.",
    why="A unit without a fate is a unit that was dropped.",
    check=check,
    slots=(
        "UnitCounts.n_asked",
        "UnitCounts.n_missing",
    ),
    passing=(
        Example(
            "counts that add up",
            specimen=SPECIMEN,
        ),
        Example(
            "all predicted",
            edits=(SetReport("/unit_counts", {"n_asked": 12, "n_predicted": 12}),),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "a unit that vanished",
            edits=(SetReport("/unit_counts/n_predicted", 10),),
            expect=(Expect("report:/unit_counts"),),
            specimen=SPECIMEN,
        ),
    ),
)
