"""``aivc fingerprint DATA...``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from aivc.commands.progress import progress_on


@click.command(name="fingerprint")
@click.argument("data", nargs=-1, required=True, metavar="DATA...")
@click.option("-o", "--output", help="File to write. [default: NAME.fingerprint beside DATA]")
@click.option("--key-file", help="Shared secret; only those who have it can compare.")
@click.option("--all", "keep_all", is_flag=True, help="Keep every row, not a sample of them.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(
    *,
    data: tuple[str, ...],
    output: str | None,
    key_file: str | None,
    keep_all: bool,
    as_json: bool,
) -> int:
    """Write a small file by which a dataset is recognised without being shared.

    It holds a content digest that does not depend on container, order or compression, hashes of
    rows, and sketches that noisy copies share. `aivc overlap` compares it with data or with
    another one. What it reveals is printed.
    """
    from aivc.commands.each import for_each
    from aivc.verbs.fingerprint import fingerprint

    if output is not None and len(data) > 1:
        message = "--output is one file; give one DATA with it"
        raise click.UsageError(message)
    with progress_on("fingerprint") as told:
        made, worst = for_each(
            data,
            lambda source: fingerprint(
                source, output, key_file=key_file, keep_all=keep_all, progress=told
            ),
        )
    if as_json:
        documents = [asdict(summary) for summary in made]
        whole = documents[0] if len(data) == 1 and documents else documents
        click.echo(json.dumps(whole, indent=2))
    else:
        click.echo("\n".join(str(summary) for summary in made), nl=False)
    return worst
