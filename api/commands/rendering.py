"""Options that all commands which report findings share, and the writing of their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from aivc.reports.report import Report

FORMATS = ("text", "json", "sarif", "junit", "github", "html")
SEVERITIES = ("error", "warning", "info")


class OutputError(AivcError, OSError):
    """A report cannot be written."""


def report_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a report is judged, rendered and written."""
    for option in reversed(
        (
            click.option(
                "--format",
                "format_",
                type=click.Choice(FORMATS),
                default="text",
                show_default=True,
            ),
            click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
            click.option("--output", help="Write the report to this file."),
            click.option("--html", help="Also write a web page to this file."),
            click.option(
                "--fail-on",
                type=click.Choice(SEVERITIES),
                default="error",
                show_default=True,
                help="The mildest severity that fails.",
            ),
            click.option("--suppressions", help="File of findings that are accepted for a while."),
            click.option("--baseline", help="Earlier JSON report; what it lists is known."),
            click.option("--quiet", is_flag=True, help="Print only the verdicts and the findings."),
        )
    ):
        function = option(function)
    return function


def exit_code_of(reports: Sequence[Report], worst: int) -> int:
    """Return the exit code of reports, and of what went wrong before."""
    from aivc.commands.exit_codes import Exit

    for report in reports:
        if report.outcome.has_crashed:
            worst = max(worst, Exit.INTERNAL)
        elif report.outcome.failing:
            worst = max(worst, Exit.FINDINGS)
    return int(worst)


def write_reports(
    reports: Sequence[Report],
    format_: str,
    output: str | None,
    html: str | None,
    *,
    quiet: bool,
) -> None:
    """Print reports, or write them to the files that were named.

    Raises
    ------
    OutputError
        A file cannot be written, or is one that was checked.
    """
    if not reports:
        return
    for target in filter(None, (output, html)):
        _refuse_checked(target, reports)
    _write(reports, format_, output, quiet=quiet)
    if html:
        _write(reports, "html", html, quiet=quiet, is_told=format_ == "text" and output is None)


def _refuse_checked(target: str, reports: Sequence[Report]) -> None:
    from pathlib import Path

    read = {report.input_path for report in reports}
    read |= {report.split.manifest_path for report in reports if report.split is not None}
    if Path(target).resolve() in {Path(path).resolve() for path in read}:
        message = f"{target} is what was checked; name another file for the report"
        raise OutputError(message)


def _write(
    reports: Sequence[Report],
    format_: str,
    output: str | None,
    *,
    quiet: bool,
    is_told: bool = False,
) -> None:
    """Print reports or write them to a file, and say briefly what they find if none told it yet."""
    from aivc.reports.render import render
    from aivc.reports.text import render_text

    text = render(reports, format_, quiet=quiet)
    if output is None:
        click.echo(text, nl=False)
        return
    from aivc.storage.atomic import write_text

    try:
        write_text(output, click.unstyle(text))
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise OutputError(message) from error
    if format_ != "text" and not is_told:
        click.echo(render_text(reports, quiet=True), nl=False, err=True)
    click.echo(f"Wrote {output}", err=True)
