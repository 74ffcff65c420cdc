"""``aivc compare FIRST SECOND``."""

from __future__ import annotations

import click


@click.command(name="compare")
@click.argument("first", metavar="FIRST.json")
@click.argument("second", metavar="SECOND.json")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of draws of clusters and of signs.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--output", "-o", help="Write the comparison to this file, as JSON.")
def command(*, first: str, second: str, seed: int, as_json: bool, output: str | None) -> int:
    """Say which of two predictors is better, on each row of the grid.

    FIRST.json and SECOND.json are reports of `aivc evaluate -o`. Units are compared pair by pair
    and counted by cluster. Reports on other data, splits, tasks, metrics or readouts are refused.
    """
    from aivc.commands.written import write_to
    from aivc.reports.evaluation.comparison import comparison_text
    from aivc.verbs.compare import compare

    comparison = compare(first, second, seed=seed)
    if output is not None:
        write_to(output, comparison.to_json(), read=(first, second))
    click.echo(comparison.to_json() if as_json else comparison_text(comparison), nl=False)
    return 0
