"""``aivc check-predictions PRED... --run RUN``."""

from __future__ import annotations

from typing import Any

import click

from aivc.commands.each import for_each
from aivc.commands.rendering import exit_code_of, report_options, write_reports


@click.command(name="check-predictions")
@click.argument("predictions", metavar="PRED...", nargs=-1, required=True)
@click.option("--run", required=True, help="Folder that `aivc fit` made.")
@click.option(
    "--profile",
    default="release",
    show_default=True,
    help="minimal, release, benchmark, or a YAML file.",
)
@click.option("--again", is_flag=True, help="Let the predictor answer again, and compare.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    help="Seconds after which a command that answers again is stopped.",
)
@report_options
def command(
    *,
    predictions: tuple[str, ...],
    run: str,
    format_: str,
    as_json: bool,
    output: str | None,
    html: str | None,
    quiet: bool,
    **settings: Any,
) -> int:
    """Check files of predictions against the run whose queries they answer.

    Every PRED is an h5ad file. Whether answers were copied from the test data is seen by
    `aivc evaluate` alone, because the truth is not in RUN.
    """
    from aivc.verbs.check_predictions import check_predictions

    reports, worst = for_each(
        predictions, lambda source: check_predictions(source, run, **settings)
    )
    write_reports(reports, "json" if as_json else format_, output, html, quiet=quiet)
    return exit_code_of(reports, worst)
