"""``aivc split diff BEFORE AFTER``."""

from __future__ import annotations

import json

import click


@click.command(name="diff")
@click.argument("before")
@click.argument("after")
@click.option("--data", help="The dataset, to compare rows rather than keys.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, before: str, after: str, data: str | None, as_json: bool) -> int:
    """Compare two manifests: slots of the header, and rows that moved from part to part.

    Exit codes: 0 they say the same, 1 they differ, 2 usage, 3 unreadable input.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.verbs.split_diff import split_diff

    compared = split_diff(before, after, data=data)
    if as_json:
        click.echo(json.dumps(compared.as_plain(), indent=2, ensure_ascii=False, default=str))
    else:
        click.echo(str(compared), nl=False)
    return int(Exit.CLEAN if compared.difference.is_empty else Exit.FINDINGS)
