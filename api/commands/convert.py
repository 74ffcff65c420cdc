"""``aivc convert SOURCE...``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click


@click.command(name="convert")
@click.argument("source", metavar="SOURCE")
@click.option("-o", "--output", help="Container to write (.h5ad, .h5mu, .zarr), or a folder.")
@click.option("--adapter", help="Reader of the format, where detection is not sure.")
@click.option("--mapping", help="Mapping file that says what columns and labels are.")
@click.option("--card", help="Card that a person wrote or corrected, instead of a draft.")
@click.option("--to", help="Write another format instead: cellxgene, croissant, sdrf, ...")
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(
    *,
    source: str,
    output: str | None,
    adapter: str | None,
    mapping: str | None,
    card: str | None,
    to: str | None,
    force: bool,
    as_json: bool,
) -> int:
    """Make a standard dataset of lab data, or write a dataset in another format.

    SOURCE is a file or folder of a format that `aivc adapters` lists. What is written: the
    container, NAME.aivc.yaml (the draft of its card) and NAME.conversion.yaml (what was done with
    each part of the source). With --to, SOURCE is a dataset with its card.
    """
    if to is not None:
        from aivc.commands.exporting import run_export

        _refuse_with_to(adapter, mapping)
        return run_export(source, to, output, card, force=force, as_json=as_json)
    from aivc.commands.exit_codes import Exit
    from aivc.verbs.convert import convert

    result = convert(
        source,
        output=output,
        adapter=adapter,
        mapping=mapping,
        card=card,
        force=force,
        progress=_say,
    )
    if as_json:
        click.echo(json.dumps(asdict(result), indent=2))
    else:
        click.echo(str(result), nl=False)
    return int(Exit.CLEAN)


def _refuse_with_to(adapter: str | None, mapping: str | None) -> None:
    for option, value in (("--adapter", adapter), ("--mapping", mapping)):
        if value is not None:
            message = f"{option} is about reading lab data; it has no meaning with --to"
            raise click.UsageError(message)


def _say(sentence: str) -> None:
    import sys

    if sys.stderr.isatty():
        click.echo(sentence, err=True)
