"""What rules about reports of evaluations have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import GridResult, MetricResult
    from aivc.validators.facts.evaluation.model import EvaluationFacts, KnownSplit
    from aivc.validators.facts.model import Facts

SPECIMEN = "judged_report"
ROW, RESULT = "/grid_results/0", "/grid_results/0/results/0"
"""Places in the specimen that examples edit."""
CLOSE = 1e-6
"""How far two ways to compute a number may differ, relative to its size."""


def reports_of(facts: Facts) -> Iterator[EvaluationFacts]:
    """Yield the report, where the input is one."""
    if facts.evaluation is not None:
        yield facts.evaluation


def with_split(facts: Facts) -> Iterator[tuple[EvaluationFacts, KnownSplit]]:
    """Yield the report and what data and manifest say, where these were given."""
    for found in reports_of(facts):
        if found.split is not None:
            yield found, found.split


def results_of(found: EvaluationFacts) -> Iterator[MetricResult]:
    """Yield every result, those of rows of the grid and those that decided them."""
    yield from found.report.results
    for row in found.report.grid_results:
        yield from row.results


def rows_of(found: EvaluationFacts) -> tuple[GridResult, ...]:
    """Return the rows of the grid."""
    return tuple(found.report.grid_results)


def called_out(found: EvaluationFacts, kind: str) -> bool:
    """Tell whether the report calls something out."""
    return any(each.called_out_kind == kind for each in found.report.called_out)


def at(pointer: str) -> Location:
    """Return a place in the report."""
    return Location("report", pointer=pointer)


def differs(left: float, right: float) -> bool:
    """Tell whether two numbers differ by more than the order of additions explains."""
    return abs(left - right) > CLOSE * max(1.0, abs(left), abs(right))
