"""Rule EVL019: nothing was recalibrated on the test partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetReport
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, reports_of, results_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report recalibration on a partition that results are about."""
    for found in reports_of(facts):
        judged = {"test", *(result.partition for result in results_of(found))}
        for place, each in enumerate(found.report.calibration):
            if each.recalibrated_on is not None and each.recalibrated_on in judged:
                yield Evidence(
                    at(f"/calibration/{place}/recalibrated_on"), observed=each.recalibrated_on
                )


RULE = Rule(
    code="EVL019",
    name="recalibrated-on-test",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Nothing was recalibrated on the partition that it is judged on.",
    message="Intervals were recalibrated on {observed}, which results are about.",
    fix="Recalibrate on a calibration partition, or by cross-fitting over training clusters, and predict again.",
    why="Intervals that were fitted to the test units hold them by construction.",
    check=check,
    slots=("CalibrationResult.recalibrated_on",),
    passing=(
        Example(
            "nothing was recalibrated",
            specimen=SPECIMEN,
        ),
        Example(
            "recalibrated on a partition for it",
            edits=(SetReport("/calibration/0/recalibrated_on", "calibration"),),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "recalibrated on the test partition",
            edits=(SetReport("/calibration/0/recalibrated_on", "test"),),
            expect=(Expect("report:/calibration/0/recalibrated_on"),),
            specimen=SPECIMEN,
        ),
    ),
)
