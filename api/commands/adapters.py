"""``aivc adapters``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.command(name="adapters")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, as_json: bool) -> None:
    """List the formats that `aivc convert` and `aivc init` read, and those that it writes."""
    from aivc.verbs.adapters import adapters

    listed = adapters()
    if as_json:
        click.echo(json.dumps([asdict(adapter) for adapter in listed], indent=2))
        return
    width = max(len(adapter.name) for adapter in listed)
    for adapter in listed:
        click.echo(f"{adapter.name.ljust(width)}  {adapter.title}")
