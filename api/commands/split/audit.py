"""``aivc split audit DATA [MANIFEST]``."""

from __future__ import annotations

from typing import Any

import click

from aivc.commands.progress import progress_on
from aivc.commands.rendering import exit_code_of, report_options, write_reports

LEVELS = ("obs", "full")


@click.command(name="audit")
@click.argument("data")
@click.argument("manifest", required=False)
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option(
    "--profile",
    default="release",
    show_default=True,
    help="minimal, release, benchmark, or a YAML file.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="full",
    show_default=True,
    help="obs looks at labels, full also for copies of rows.",
)
@click.option(
    "--corpus",
    "corpora",
    multiple=True,
    help="Fingerprint or data that a model may have been trained on before. May be repeated.",
)
@click.option("--repair", help="Write a manifest to this file in which the claims hold.")
@click.option(
    "--repair-by",
    type=click.Choice(("smallest", "drop", "move")),
    default="smallest",
    show_default=True,
    help="How --repair mends: drop rows, move them, or whatever touches fewest.",
)
@report_options
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    data: str,
    manifest: str | None,
    card: str | None,
    repair: str | None,
    repair_by: str,
    format_: str,
    as_json: bool,
    output: str | None,
    html: str | None,
    quiet: bool,
    **settings: Any,
) -> int:
    """Find leaks between the parts of a split and judge its claims.

    DATA is an h5ad or h5mu file, a zarr store, or a table of records (CSV, TSV, Parquet). MANIFEST
    is NAME.split.yaml beside DATA where it is not given. Exit codes as those of validate.
    """
    from aivc.verbs.split_audit import split_audit

    with progress_on(data) as progress:
        report = split_audit(data, manifest, card=card, **settings, progress=progress)
    write_reports([report], "json" if as_json else format_, output, html, quiet=quiet)
    if repair is not None:
        from aivc.verbs.split_repair import split_repair

        mended = split_repair(data, manifest, repair, card=card, by=repair_by)
        click.echo(str(mended), err=True)
    return exit_code_of([report], 0)
