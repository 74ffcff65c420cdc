"""An evaluation for a terminal: what to know first, then the grid, then calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aivc.reports.evaluation.numbers import number, share
from aivc.reports.evaluation.side_by_side import name_of
from aivc.reports.wrapping import wrapped
from aivc.validators.claims.wording import counted
from aivc.validators.engine import printable
from aivc.validators.facts.evaluation.model import COVERAGE
from aivc.validators.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.reports.evaluation.evaluated import Evaluated
    from aivc.schema.generated.views import CalibrationResult, EvaluationReport, GridResult

EVIDENCE = {
    "supported": ("supported", "green"),
    "not_supported": ("NOT SUPPORTED", "red"),
    "insufficient_evidence": ("insufficient evidence", "yellow"),
    "blank": ("blank", "yellow"),
}
MOST_NOTES = 8
COLUMNS = f"    {'metric':<22}{'readout':<14}{'value':>10}{'floor':>10}{'repl.':>10}{'scaled':>10}"


def evaluation_text(evaluated: Evaluated, *, quiet: bool = False) -> str:
    """Write one evaluation.

    Parameters
    ----------
    evaluated
        What was found.
    quiet
        Leave out notes, and of the rows of the grid all but their evidence.
    """
    report = evaluated.view
    lines = [*_head(evaluated.source, report), ""]
    lines += _called_out(report)
    lines += _findings(evaluated)
    lines += _grid(report, quiet=quiet)
    if not quiet:
        lines += [*_calibration(report), *_notes(report)]
    lines += _next(report)
    return "\n".join(lines).rstrip() + "\n"


def _head(source: str, report: EvaluationReport) -> Iterator[str]:
    filled = [row for row in report.grid_results if row.evidence != "blank"]
    supported = sum(row.evidence == "supported" for row in filled)
    name = click.style(printable(name_of(report)), bold=True)
    yield (
        f"{printable(source)}: {name} - {supported} of {len(filled)} filled rows of the grid "
        f"supported"
    )
    counts = report.unit_counts
    if counts is not None:
        fates = {
            "predicted": counts.n_predicted,
            "abstained": counts.n_abstained,
            "failed": counts.n_failed,
            "missing": counts.n_missing,
        }
        told = ", ".join(f"{n} {fate}" for fate, n in fates.items() if n)
        yield f"  {counted(counts.n_asked or 0, 'unit')} asked: {told}"
    looks = "not recorded" if report.looks is None else str(report.looks)
    yield f"  task {printable(report.task_id or '')}; looks at this test partition: {looks}"
    for claim in report.verified_claims:
        yield f"  verified: {printable(claim)}"


def _called_out(report: EvaluationReport) -> Iterator[str]:
    if not report.called_out:
        return
    yield click.style("Read this first", "yellow", bold=True)
    for each in report.called_out:
        where = f" ({printable(each.stratum)})" if each.stratum else ""
        kind = (each.called_out_kind or "").replace("_", " ")
        yield from wrapped(f"{kind}{where}: {printable(each.because or '')}")
    yield ""


def _findings(evaluated: Evaluated) -> Iterator[str]:
    told = [each for each in evaluated.findings if each.severity is not Severity.INFO]
    if not told:
        return
    yield click.style(f"Findings ({len(told)})", "red", bold=True)
    for finding in told:
        yield f"  {finding.code} {finding.rule_name}  at {printable(str(finding.location))}"
        yield from wrapped(finding.message)
        yield from wrapped(f"Fix: {finding.fix}")
    yield ""


def _grid(report: EvaluationReport, *, quiet: bool) -> Iterator[str]:
    yield click.style("Transport grid", bold=True)
    for row in report.grid_results:
        yield from _row(row)
        if row.results and not quiet:
            yield from _results(row)
    yield ""


def _row(row: GridResult) -> Iterator[str]:
    words, colour = EVIDENCE.get(row.evidence or "", (row.evidence or "", "yellow"))
    decision = "" if row.decision in (None, "none") else f" for {row.decision.replace('_', ' ')}"
    declared = "" if row.is_declared else ", not declared"
    size = f"{counted(row.n_units or 0, 'unit')} in {counted(row.n_clusters or 0, 'cluster')}"
    yield (
        f"  {printable(row.grid_row_id or '')}: {click.style(words, colour)}{decision} "
        f"({size}{declared})"
    )
    if row.because:
        yield from wrapped(printable(row.because))


def _results(row: GridResult) -> Iterator[str]:
    yield f"{COLUMNS}  difference to floor"
    for each in row.results:
        between = ""
        if each.delta_low is not None and each.delta_high is not None:
            between = f"{number(each.delta_low)} to {number(each.delta_high)}"
        named = f"    {printable(each.metric or ''):<22}{printable(each.readout_id or ''):<14}"
        values = (each.value, each.floor, each.replicate, each.scaled_value)
        yield named + "".join(f"{number(value):>10}" for value in values) + f"  {between}"


def _calibration(report: EvaluationReport) -> Iterator[str]:
    told = [each for each in report.calibration if _is_told(each, _widest(report))]
    if not told:
        return
    yield click.style("Calibration", bold=True)
    for each in told:
        yield f"  {_calibrated(each)}"
    yield ""


def _widest(report: EvaluationReport) -> float:
    """Return the widest level of intervals; narrower ones are for plots."""
    return max(
        (
            each.nominal_level or 0.0
            for each in report.calibration
            if each.calibration_kind == COVERAGE
        ),
        default=0.0,
    )


def _is_told(each: CalibrationResult, widest: float) -> bool:
    if each.calibration_kind == COVERAGE:
        return each.nominal_level == widest
    return each.calibration_kind in {"crps_skill", "brier_skill", "ece", "horizon"}


def _calibrated(each: CalibrationResult) -> str:
    kind = (each.calibration_kind or "").replace("_", " ")
    where = printable(each.stratum or "all")
    if each.calibration_kind == COVERAGE:
        worst = ""
        if each.worst_unit:
            worst = f"; worst {printable(each.worst_unit)} {share(each.worst_level)}"
        held = f"{share(each.observed_level)} held of {share(each.nominal_level)} promised"
        if each.expected_level is not None and share(each.expected_level) != share(
            each.nominal_level
        ):
            held += f" (right intervals would hold {share(each.expected_level)})"
        return f"{where}: {held}, mean width {number(each.interval_width)}{worst}"
    if each.calibration_kind == "horizon":
        predicted = f"{share(each.nominal_level)} predicted, {share(each.observed_level)} observed"
        return f"{where}: {printable(each.readout_id or '')}: without the event {predicted}"
    return f"{where}: {kind} {number(each.observed_level)}"


def _notes(report: EvaluationReport) -> Iterator[str]:
    if not report.evaluation_notes:
        return
    yield click.style("Notes", bold=True)
    for note in report.evaluation_notes[:MOST_NOTES]:
        yield from wrapped(printable(note, 400))
    more = len(report.evaluation_notes) - MOST_NOTES
    if more > 0:
        yield f"    {counted(more, 'more note')} in the report"
    yield ""


def _next(report: EvaluationReport) -> Iterator[str]:
    """Say how rows that have too few clusters get more."""
    filled = [row for row in report.grid_results if row.evidence != "blank"]
    is_short = any((row.n_clusters or 0) < (row.least_units or 0) for row in filled)
    if not is_short or report.pooled_from:
        return
    if report.fold is not None and (report.fold.n_folds or 0) > 1:
        yield f"Next: aivc pool, with the reports on all {report.fold.n_folds} folds of this split"
        return
    yield "Next: `aivc split make --leave-one-out` (or --folds) tests every cluster once,"
    yield "      and `aivc pool` judges the reports on all folds together"
