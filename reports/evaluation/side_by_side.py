"""Reports that may stand side by side, because they are about the same units and metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.generated.views import EvaluationReport, GridResult, MetricResult

    MetricKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One metric on one readout: a result for each report, None where it has none."""

    metric: str
    version: int
    readout: str
    better: str
    results: tuple[MetricResult | None, ...]

    @property
    def first(self) -> MetricResult:
        """A result; floor and replicate are the same in all."""
        return next(result for result in self.results if result is not None)


@dataclass(frozen=True, slots=True)
class GridBlock:
    """One row of the transport grid in all reports of a group.

    ``rows`` has the row of each report, None where a report lacks it.
    """

    rows: tuple[GridResult | None, ...]
    lines: tuple[MetricLine, ...]

    @property
    def first(self) -> GridResult:
        """The row in the first report that has it."""
        return next(row for row in self.rows if row is not None)

    @property
    def is_blank(self) -> bool:
        """Whether no unit fills it."""
        return all(row is None or row.evidence == "blank" for row in self.rows)


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Reports with equal digests of data, manifest, task, metrics and readouts."""

    reports: tuple[EvaluationReport, ...]
    blocks: tuple[GridBlock, ...]

    @property
    def first(self) -> EvaluationReport:
        """A report of the group."""
        return self.reports[0]


def compared_groups(reports: Sequence[EvaluationReport]) -> tuple[ComparedGroup, ...]:
    """Group reports by everything that has to agree before numbers may be compared."""
    found: dict[tuple[str | None, ...], list[EvaluationReport]] = {}
    for report in reports:
        found.setdefault(_comparable(report), []).append(report)
    return tuple(ComparedGroup(tuple(group), _blocks(group)) for group in found.values())


def name_of(report: EvaluationReport) -> str:
    """Return the name of the predictor of a report."""
    card = report.predictor_card
    return (card.name if card is not None else None) or report.predictor or "unnamed"


def _comparable(report: EvaluationReport) -> tuple[str | None, ...]:
    data = report.evaluated_on
    of_data = (None, None) if data is None else (data.dataset_id, data.content_digest)
    digests = (report.manifest_digest, report.profile_digest, report.readout_digest)
    return (*of_data, report.task_id, *digests)


def _blocks(reports: Sequence[EvaluationReport]) -> tuple[GridBlock, ...]:
    names = dict.fromkeys(row.grid_row_id for report in reports for row in report.grid_results)
    return tuple(_block(name, reports) for name in names)


def _block(name: str | None, reports: Sequence[EvaluationReport]) -> GridBlock:
    rows = tuple(
        next((row for row in report.grid_results if row.grid_row_id == name), None)
        for report in reports
    )
    by_metric = [{_key(result): result for result in row.results} if row else {} for row in rows]
    keys = dict.fromkeys(key for each in by_metric for key in each)
    lines = tuple(
        MetricLine(*key, _better(key, by_metric), tuple(each.get(key) for each in by_metric))
        for key in keys
    )
    return GridBlock(rows, lines)


def _better(key: MetricKey, by_metric: Sequence[dict[MetricKey, MetricResult]]) -> str:
    return next((each[key].better or "" for each in by_metric if key in each), "")


def _key(result: MetricResult) -> MetricKey:
    return result.metric or "", result.metric_version or 0, result.readout_id or ""
