"""``aivc validate DATA...``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aivc.commands.progress import progress_on
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.reports.report import Report

FORMATS = ("text", "json", "sarif", "junit", "github", "html")
LEVELS = ("header", "obs", "full")
SEVERITIES = ("error", "warning", "info")


@click.command(name="validate")
@click.argument("data", nargs=-1, required=True, metavar="DATA...")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option(
    "--profile",
    default="release",
    show_default=True,
    help="minimal, release, benchmark, cellxgene, or a YAML file.",
)
@click.option(
    "--level", type=click.Choice(LEVELS), default="full", show_default=True, help="How deep."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("--output", help="Write the report to this file.")
@click.option("--html", help="Also write a web page to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    show_default=True,
    help="The mildest severity that fails.",
)
@click.option("--suppressions", help="File of findings that are accepted for a while.")
@click.option("--baseline", help="Earlier JSON report; what it lists is known.")
@click.option("--quiet", is_flag=True, help="Print only the verdict and the findings.")
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    data: tuple[str, ...],
    card: str | None,
    profile: str,
    level: str,
    format_: str,
    as_json: bool,
    output: str | None,
    html: str | None,
    fail_on: str,
    suppressions: str | None,
    baseline: str | None,
    quiet: bool,
) -> int:
    """Check datasets against the standard and say what to fix.

    DATA is an h5ad or h5mu file, or a zarr store. Exit codes: 0 nothing at or above --fail-on,
    1 findings, 2 usage, 3 unreadable input, 4 a fault of aivc.
    """
    if card is not None and len(data) > 1:
        message = "--card is the card of one dataset; give one DATA with it"
        raise click.UsageError(message)
    settings = {
        "card": card,
        "profile": profile,
        "level": level,
        "fail_on": fail_on,
        "suppressions": suppressions,
        "baseline": baseline,
    }
    reports, worst = _validate_each(data, settings)
    if reports:
        _write(reports, "json" if as_json else format_, output, quiet=quiet)
    if reports and html:
        _write(reports, "html", html, quiet=quiet)
    return worst


def _validate_each(data: tuple[str, ...], settings: dict[str, Any]) -> tuple[list[Report], int]:
    from aivc.commands.each import for_each
    from aivc.commands.exit_codes import Exit
    from aivc.verbs.validate import validate

    def one(source: str) -> Report:
        with progress_on(source) as progress:
            return validate(source, **settings, progress=progress)

    reports, worst = for_each(data, one)
    for report in reports:
        if report.outcome.has_crashed:
            worst = max(worst, Exit.INTERNAL)
        elif report.outcome.failing:
            worst = max(worst, Exit.FINDINGS)
    return reports, int(worst)


def _write(reports: Sequence[Report], format_: str, output: str | None, *, quiet: bool) -> None:
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
    if format_ != "text":
        click.echo(render_text(reports, quiet=True), nl=False, err=True)
    click.echo(f"Wrote {output}", err=True)


class OutputError(AivcError, OSError):
    """A report cannot be written."""
