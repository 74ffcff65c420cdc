"""Rule EVL014: intervals that fail where something responds are called out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.facts.evaluation.model import COVERAGE, RESPONDING, TOLERATED
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, called_out, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report undercoverage that nobody mentions."""
    for found in reports_of(facts):
        if called_out(found, "undercoverage_responding"):
            continue
        judged = [
            (place, each)
            for place, each in enumerate(found.report.calibration)
            if each.calibration_kind == COVERAGE and each.stratum == RESPONDING
        ]
        # A report judges one level, the widest that it has; narrower ones are for plots.
        widest = max((each.nominal_level or 0.0 for _, each in judged), default=0.0)
        for place, each in judged:
            promised, held = each.nominal_level, each.observed_level
            if promised is None or held is None or promised < widest:
                continue
            # Values that were chosen by what was measured are held less often by right intervals.
            expected = promised if each.expected_level is None else each.expected_level
            is_by_chance = each.highest_level is not None and each.highest_level >= expected
            if held < expected - TOLERATED and not is_by_chance:
                yield Evidence(
                    at(f"/calibration/{place}/observed_level"),
                    observed=f"{held:.0%}",
                    expected=f"{promised:.0%}",
                )


RULE = Rule(
    code="EVL014",
    name="undercoverage-not-called-out",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Intervals that fail where something responds are called out.",
    message="{observed} of the responding features lie in intervals that promise {expected}, and the report does not call it out.",
    fix="Add a `called_out` entry of the kind `undercoverage_responding`, as `aivc evaluate` does.",
    why="A reader who sees 95 % overall takes the intervals for good, and acts on features where they are not.",
    check=check,
    slots=(
        "CalibrationResult.observed_level",
        "EvaluationReport.called_out",
    ),
    passing=(
        Example(
            "coverage that holds",
            specimen=SPECIMEN,
        ),
        Example(
            "undercoverage that is called out",
            edits=(
                SetReport("/calibration/1/observed_level", 0.6),
                SetReport(
                    "/called_out",
                    [{"called_out_kind": "undercoverage_responding", "because": "60%"}],
                ),
            ),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "60 % of what should be 90 %",
            edits=(SetReport("/calibration/1/observed_level", 0.6),),
            expect=(Expect("report:/calibration/1/observed_level"),),
            specimen=SPECIMEN,
        ),
    ),
)
