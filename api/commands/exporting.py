"""Write a dataset in the format of others: what ``aivc convert --to`` and ``flatten`` print."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from aivc.reports.exported import Exported


def run_export(
    source: str, to: str, output: str | None, card: str | None, *, force: bool, as_json: bool
) -> int:
    """Export one dataset and print what was written and left behind."""
    from aivc.verbs.export import export

    if output is None:
        message = "--to needs an output: name the file or folder to write with -o"
        raise click.UsageError(message)
    return print_exported(export(source, to, output=output, card=card, force=force), as_json)


def print_exported(result: Exported, as_json: bool) -> int:  # noqa: FBT001 - the option itself
    """Print the result of an export."""
    from aivc.commands.exit_codes import Exit

    if as_json:
        click.echo(json.dumps(asdict(result), indent=2))
    else:
        click.echo(str(result), nl=False)
    return int(Exit.CLEAN)
