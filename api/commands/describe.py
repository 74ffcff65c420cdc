"""``aivc describe DATA...``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.command(name="describe")
@click.argument("data", nargs=-1, required=True, metavar="DATA...")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(data: tuple[str, ...], *, card: str | None, as_json: bool) -> int:
    """Print the operator chain of every table and condition family.

    DATA is an h5ad or h5mu file, or a zarr store. Exit code 1 where there is no card to read.
    """
    from aivc.commands.each import for_each
    from aivc.commands.exit_codes import Exit
    from aivc.verbs.describe import describe

    if card is not None and len(data) > 1:
        message = "--card is the card of one dataset; give one DATA with it"
        raise click.UsageError(message)
    found, worst = for_each(data, lambda source: describe(source, card=card))
    if as_json:
        documents = [asdict(description) for description in found]
        click.echo(
            json.dumps(documents[0] if len(data) == 1 and documents else documents, indent=2)
        )
    else:
        click.echo("\n".join(str(description) for description in found), nl=False)
    if any(description.problem for description in found):
        worst = max(worst, Exit.FINDINGS)
    return int(worst)
