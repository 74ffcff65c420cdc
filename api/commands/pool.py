"""``aivc pool REPORT...``."""

from __future__ import annotations

import click


@click.command(name="pool")
@click.argument("reports", metavar="REPORT.json...", nargs=-1, required=True)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of draws of clusters and of signs.",
)
@click.option("--output", "-o", help="Write the report over all folds to this file, as JSON.")
@click.option("--html", help="Also write a web page to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--quiet", is_flag=True, help="Print only verdicts, and what to know first.")
def command(
    *,
    reports: tuple[str, ...],
    seed: int,
    output: str | None,
    html: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Put reports of all folds of a split together, so that all their units count.

    Every REPORT.json is what `aivc evaluate -o` wrote for one fold, all of one predictor, on
    manifests that `aivc split make` wrote with --folds or --leave-one-out. Results are computed
    anew from scores of units. Folds that are missing are called out. Exit codes: 0 pooled, 1
    findings, 2 usage and reports that do not belong together, 3 unreadable input.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.commands.written import write_to
    from aivc.reports.evaluation.text import evaluation_text
    from aivc.verbs.pool import pool

    pooled = pool(reports, seed=seed)
    if output is not None:
        write_to(output, pooled.to_json(), read=reports)
    if html is not None:
        from aivc.reports.evaluation.page import render_evaluations

        write_to(html, render_evaluations([pooled.view]), read=reports)
    click.echo(pooled.to_json() if as_json else evaluation_text(pooled, quiet=quiet), nl=False)
    return int(Exit.FINDINGS if pooled.is_failing else Exit.CLEAN)
