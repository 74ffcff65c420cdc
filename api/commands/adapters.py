"""``aivc adapters``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

HEADINGS = {
    "read": "Read, by `aivc convert SOURCE` and `aivc init SOURCE`",
    "written": "Written, by `aivc convert DATA --to NAME -o OUTPUT`",
}


@click.command(name="adapters")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, as_json: bool) -> None:
    """List the formats that `aivc convert` and `aivc init` read, and those that it writes."""
    from aivc.verbs.adapters import adapters, exporters

    listed = {"read": adapters(), "written": exporters()}
    if as_json:
        plain = {use: [asdict(entry) for entry in entries] for use, entries in listed.items()}
        click.echo(json.dumps(plain, indent=2))
        return
    width = max(len(entry.name) for entries in listed.values() for entry in entries)
    for use, entries in listed.items():
        click.echo(HEADINGS[use])
        for entry in entries:
            click.echo(f"  {entry.name.ljust(width)}  {entry.title}")
