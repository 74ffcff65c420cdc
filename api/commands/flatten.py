"""``aivc flatten DATA``."""

from __future__ import annotations

import click


@click.command(name="flatten")
@click.argument("data", metavar="DATA")
@click.option("-o", "--output", required=True, help="Table to write: .parquet, .csv or .tsv.")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, data: str, output: str, card: str | None, force: bool, as_json: bool) -> int:
    """Write a table with what was done to each observation, derived from the card.

    One row for each observation: agents, dose as text and in micromolar, time in hours, kind of
    control. The card stays the source; what flat columns cannot hold, such as a schedule, is said.
    """
    from aivc.commands.exporting import print_exported
    from aivc.verbs.flatten import flatten

    return print_exported(flatten(data, output=output, card=card, force=force), as_json)
