"""Rule EVL013: coverage is also stated where something responds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropReport, Example, Expect, SetReport
from aivc.validators.facts.evaluation.model import COVERAGE, RESPONDING
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.evl.reports import SPECIMEN, at, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report coverage that is not stated on the responding features."""
    for found in reports_of(facts):
        stated = [
            each.stratum or "all features"
            for each in found.report.calibration
            if each.calibration_kind == COVERAGE
        ]
        if stated and RESPONDING not in stated:
            yield Evidence(at("/calibration"), observed=", ".join(dict.fromkeys(stated)))


RULE = Rule(
    code="EVL013",
    name="coverage-only-marginal",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Coverage of intervals is also stated on the features that respond.",
    message="Coverage is stated for {observed} alone.",
    fix="Evaluate with `aivc evaluate`, which counts the responding features apart.",
    why="Of thousands of features most do nothing, and intervals around no change hold them: 95 % overall can be 60 % where something happens.",
    check=check,
    slots=("CalibrationResult.stratum",),
    references=("doi:10.1093/imaiai/iaaa017",),
    passing=(
        Example(
            "overall and on the responding features",
            specimen=SPECIMEN,
        ),
        Example(
            "no intervals at all",
            edits=(SetReport("/calibration", []),),
            specimen=SPECIMEN,
        ),
    ),
    failing=(
        Example(
            "overall alone",
            edits=(DropReport("/calibration/1"),),
            expect=(Expect("report:/calibration"),),
            specimen=SPECIMEN,
        ),
    ),
)
