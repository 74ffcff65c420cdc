"""A demo for a terminal: what was done, what it shows, and where to look next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aivc.reference_models.synthetic.studies import FLOORS
from aivc.reports.evaluation.numbers import number
from aivc.reports.evaluation.text import EVIDENCE
from aivc.reports.text import VERDICTS
from aivc.reports.wrapping import wrapped
from aivc.validators.engine import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.reference_models.synthetic.recovery.table import Recovery
    from aivc.reports.report import Report
    from aivc.schema.generated.views import EvaluationReport, GridResult
    from aivc.verbs.demo import Demo
    from aivc.verbs.demo_faults import PlantedFault
    from aivc.verbs.demo_studies import CarriedOut


def demo_text(demo: Demo) -> str:
    """Write a demo as a page of text; the files that it names hold the rest."""
    lines = [*_datasets(demo), "", *_faults(demo)]
    if demo.studies:
        lines += ["", *_studies(demo)]
    if demo.recovery is not None:
        lines += ["", *_recovery(demo.recovery)]
    lines += ["", *_look_next(demo)]
    return "\n".join(lines) + "\n"


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _datasets(demo: Demo) -> Iterator[str]:
    yield _heading("Data whose truth is known, validated")
    for report in demo.intact:
        yield f"  {_dataset(report, demo.folder)}"


def _dataset(report: Report, folder: Path) -> str:
    words, colour = VERDICTS[report.outcome.verdict]
    shapes = [f"{rows:,} x {columns:,}" for _, (rows, columns) in _tables(report)]
    name = printable(report.input_path.removeprefix(f"{folder}/"))
    return (
        f"{click.style(words, colour)}  {name} ({', '.join(shapes)}; profile "
        f"{report.outcome.profile}, {len(report.outcome.rules_run)} rules)"
    )


def _tables(report: Report) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield matrices that are measured; coordinates are none."""
    return ((each.path, each.shape) for each in report.matrices if each.path.endswith("X"))


def _faults(demo: Demo) -> Iterator[str]:
    found = sum(fault.is_found for fault in demo.faults)
    yield _heading(f"{len(demo.faults)} copies were broken, one fault each; {found} were found")
    yield from map(_fault, demo.faults)


def _fault(fault: PlantedFault) -> str:
    missed = "" if fault.is_found else click.style("MISSED by ", "red")
    return f"  {missed}{fault.code}  {fault.story}"


def _studies(demo: Demo) -> Iterator[str]:
    yield _heading(f"{len(demo.studies)} questions that the reference predictors answered")
    yield from wrapped(
        "The split of each is audited. `supported` says that a predictor beats every trivial one, "
        "the best of which is the floor.",
        "  ",
    )
    for study in demo.studies:
        yield from _study(study)


def _study(carried_out: CarriedOut) -> Iterator[str]:
    study, split = carried_out.study, carried_out.audit.split
    claims = () if split is None else split.claims
    yield f"  {study.question}"
    for claim in claims:
        yield f"    {study.data}: {printable(claim.text)} ({claim.result})"
    views = [
        (name, judged.view)
        for name, judged in zip(study.predictors, carried_out.judged, strict=True)
    ]
    for place, row in enumerate(views[0][1].grid_results):
        if row.evidence == "blank":
            yield f"    {row.grid_row_id}: blank, {printable(row.because or '')}"
            continue
        yield f"    {row.grid_row_id}: {_floor(views[0][1], row)}"
        for name, view in views:
            # What the trivial predictors reach is told as the floor.
            if name not in FLOORS:
                yield _answer(name, view, view.grid_results[place])


def _floor(report: EvaluationReport, row: GridResult) -> str:
    result = next((each for each in report.results if each.stratum == row.grid_row_id), None)
    if result is None:
        return "not judged"
    floor = f"floor {number(result.floor)} ({result.floor_predictor})"
    return f"{result.metric}, {result.better} is better, {floor}"


def _answer(name: str, report: EvaluationReport, row: GridResult) -> str:
    words, colour = EVIDENCE.get(row.evidence or "", (row.evidence or "", "yellow"))
    result = next((each for each in report.results if each.stratum == row.grid_row_id), None)
    value = "-" if result is None else number(result.value)
    left = f", abstained from {row.n_abstained} of {row.n_units}" if row.n_abstained else ""
    return f"      {name:18}{value:>8}  {click.style(words, colour)}{left}"


def _recovery(recovery: Recovery) -> Iterator[str]:
    from aivc.reference_models.synthetic.recovery.table import TOGETHER, brief

    yield _heading(
        f"{recovery.n_found} of {len(recovery.rows)} intervals hold what was planted in the data"
    )
    for kind, rows in recovery.by_kind().items():
        held = sum(row.holds for row in rows)
        worst = max(rows, key=lambda row: row.strain)
        unit = "" if worst.unit == "1" else f" {worst.unit}"
        found = f"{brief(worst.estimate)} ({brief(worst.low)} to {brief(worst.high)})"
        yield f"  {held} of {len(rows)}  {kind}; furthest off is"
        yield from wrapped(
            f"{worst.what}: planted {brief(worst.planted)}{unit}, found {found}", "    "
        )
        misled = [row for row in rows if row.would_mislead]
        if misled:
            yield f"    an analysis without plates would miss {len(misled)} of {len(rows)}"
    if recovery.missed:
        yield from wrapped(
            f"All intervals hold at once in {TOGETHER:.0%} of draws, and this seed is another one; "
            "what was missed stands in recovery.txt. Try another --seed: if that misses too, the "
            "estimates are wrong.",
            "  ",
        )


def _look_next(demo: Demo) -> Iterator[str]:
    yield _heading("Look next")
    yield f"  {demo.html}: what was looked at in the data, and what was found"
    yield f"  {demo.folder / 'broken'}/*/report.html: the same of each broken copy"
    yield f"  aivc explain {demo.faults[0].code}: why a rule is there, shown to pass and to fail"
    if demo.evaluation_html is None:
        return
    yield f"  {demo.evaluation_html}: predictors side by side, calibration, what was recovered"
    yield f"  {demo.folder / 'recovery.txt'}: each planted quantity with its interval"
    first = demo.studies[0]
    last_two = [first.manifest.parent / f"{name}.json" for name in first.study.predictors[-2:]]
    if len(last_two) == 2:
        yield f"  aivc compare {last_two[0]} {last_two[1]}: which of the two is better"
