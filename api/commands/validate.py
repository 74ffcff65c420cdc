"""``aivc validate DATA...``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aivc.commands.progress import progress_on
from aivc.commands.rendering import exit_code_of, report_options, write_reports

if TYPE_CHECKING:
    from aivc.reports.report import Report

LEVELS = ("header", "obs", "full")


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
@report_options
def command(
    *,
    data: tuple[str, ...],
    card: str | None,
    format_: str,
    as_json: bool,
    output: str | None,
    html: str | None,
    quiet: bool,
    **settings: Any,
) -> int:
    """Check datasets against the standard and say what to fix.

    DATA is an h5ad or h5mu file, or a zarr store. Exit codes: 0 nothing at or above --fail-on,
    1 findings, 2 usage, 3 unreadable input, 4 a fault of aivc.
    """
    if card is not None and len(data) > 1:
        message = "--card is the card of one dataset; give one DATA with it"
        raise click.UsageError(message)
    from aivc.commands.each import for_each
    from aivc.verbs.validate import validate

    def one(source: str) -> Report:
        with progress_on(source) as progress:
            return validate(source, card=card, **settings, progress=progress)

    reports, worst = for_each(data, one)
    write_reports(reports, "json" if as_json else format_, output, html, quiet=quiet)
    return exit_code_of(reports, worst)
