"""``aivc inspect DATA...``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.command(name="inspect")
@click.argument("data", nargs=-1, required=True, metavar="DATA...")
@click.option("--headers-only", is_flag=True, help="Do not read columns; quick on any size.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(data: tuple[str, ...], *, headers_only: bool, as_json: bool) -> int:
    """Show what is in a file: tables, matrices, columns and their labels."""
    from aivc.commands.each import for_each
    from aivc.verbs.inspect import inspect

    views, worst = for_each(data, lambda source: inspect(source, columns=not headers_only))
    if as_json:
        documents = [asdict(view) for view in views]
        click.echo(
            json.dumps(documents[0] if len(data) == 1 and documents else documents, indent=2)
        )
    else:
        click.echo("\n".join(str(view) for view in views), nl=False)
    return worst
