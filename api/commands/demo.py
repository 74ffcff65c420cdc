"""``aivc demo DIR``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.reports.report import Report
    from aivc.verbs.demo import Demo, PlantedFault


@click.command(name="demo")
@click.argument("folder", metavar="DIR")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the simulation.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds something already.")
def command(folder: str, *, seed: int, force: bool) -> int:
    """Write data with known truth, validate them, break them, look again.

    DIR is the folder to write into.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.reports.text import render_text
    from aivc.verbs.demo import demo

    result = demo(folder, seed=seed, force=force, progress=lambda text: click.echo(text, err=True))
    click.echo(render_text([result.report, result.section_report]))
    click.echo("\n".join(_lines(result)))
    return int(Exit.CLEAN if result.is_as_it_should_be else Exit.INTERNAL)


def _lines(result: Demo) -> Iterator[str]:
    found = sum(fault.is_found for fault in result.faults)
    yield f"{len(result.faults)} copies were broken, one fault each; {found} were found:"
    for fault in result.faults:
        yield from _fault_lines(fault)
    yield ""
    yield f"Verdict on the intact dataset: {_verdict(result.report)}"
    yield f"Verdict on the intact tissue, {result.section}: {_verdict(result.section_report)}"
    yield f"Report: {result.html}"


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
