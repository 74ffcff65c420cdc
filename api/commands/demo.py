"""``aivc demo DIR``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.reports.evaluation.evaluated import Evaluated
    from aivc.reports.report import Report
    from aivc.verbs.demo import Demo
    from aivc.verbs.demo_faults import PlantedFault
    from aivc.verbs.demo_studies import CarriedOut


@click.command(name="demo")
@click.argument("folder", metavar="DIR")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the simulation.",
)
@click.option(
    "--predictors/--no-predictors",
    default=True,
    show_default=True,
    help="Fit and judge predictors, and recover what was planted.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds something already.")
def command(folder: str, *, seed: int, predictors: bool, force: bool) -> int:
    """Write data with known truth, validate them, break them, and judge predictors on them.

    DIR is the folder to write into.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.reports.text import render_text
    from aivc.verbs.demo import demo

    result = demo(
        folder,
        seed=seed,
        predictors=predictors,
        force=force,
        progress=lambda text: click.echo(text, err=True),
    )
    intact = [result.report, result.section_report, *result.further_reports]
    click.echo(render_text(intact))
    click.echo("\n".join(_lines(result)))
    return int(Exit.CLEAN if result.is_as_it_should_be else Exit.INTERNAL)


def _lines(result: Demo) -> Iterator[str]:
    found = sum(fault.is_found for fault in result.faults)
    yield f"{len(result.faults)} copies were broken, one fault each; {found} were found:"
    for fault in result.faults:
        yield from _fault_lines(fault)
    for study in result.studies:
        yield ""
        yield from _study_lines(study)
    if result.recovery is not None:
        yield ""
        yield result.recovery.as_text().rstrip("\n")
    yield ""
    yield f"Verdict on the intact dataset: {_verdict(result.report)}"
    yield f"Verdict on the intact tissue, {result.section}: {_verdict(result.section_report)}"
    yield f"Report: {result.html}"
    if result.evaluation_html is not None:
        yield f"Predictors and what was recovered: {result.evaluation_html}"


def _verdict(report: Report) -> str:
    return report.outcome.verdict.value.replace("_", " ")


def _fault_lines(fault: PlantedFault) -> Iterator[str]:
    yield f"  {fault.story}"
    meant = [finding for finding in fault.findings if finding.code == fault.code]
    if not meant:
        yield f"    {fault.code} did not find it"
    for finding in meant[:1]:
        yield f"    {finding.code} {finding.rule_name} at {finding.location}: {finding.message}"
    others = sorted({finding.code for finding in fault.findings} - {fault.code})
    if others:
        yield f"    also {', '.join(others)}"


def _study_lines(carried_out: CarriedOut) -> Iterator[str]:
    study, split = carried_out.study, carried_out.audit.split
    claims = () if split is None else split.claims
    said = "; ".join(f"{claim.text} ({claim.result})" for claim in claims)
    yield f"{study.data}, {study.name.replace('_', ' ')}: {said}"
    for name, judged in zip(study.predictors, carried_out.judged, strict=True):
        yield from _judged_lines(name, judged)


def _judged_lines(name: str, judged: Evaluated) -> Iterator[str]:
    report = judged.view
    deciding = {result.stratum: result for result in report.results}
    for row in report.grid_results:
        result = deciding.get(row.grid_row_id)
        value = "" if result is None else f"{result.metric} {result.value:.3g}"
        floor = "" if result is None or result.floor is None else f"floor {result.floor:.3g}"
        words = (row.evidence or "").replace("_", " ")
        yield f"  {name:18}{row.grid_row_id:34}{value:28}{floor:14}{words}"
