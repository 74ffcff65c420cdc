"""``aivc init DATA``."""

from __future__ import annotations

import json
from dataclasses import asdict
from shlex import quote
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from aivc.adapters.contract.hints import Hints
    from aivc.adapters.drafting.draft import Draft


@click.command(name="init")
@click.argument("data", metavar="DATA")
@click.option("-o", "--output", help="Write the card to this file instead of beside the data.")
@click.option("--interactive", is_flag=True, help="Ask what the file does not show.")
@click.option("--force", is_flag=True, help="Overwrite a card that is there.")
@click.option("--dose-unit", help="Unit of doses that are bare numbers, such as uM.")
@click.option("--time-unit", help="Unit of times that are bare numbers, such as h.")
@click.option("--adapter", help="Reader of lab data, where detection is not sure.")
@click.option("--mapping", help="Mapping file that says what columns and labels are.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(  # noqa: PLR0913 - one keyword for each option
    *,
    data: str,
    output: str | None,
    interactive: bool,
    force: bool,
    dose_unit: str | None,
    time_unit: str | None,
    adapter: str | None,
    mapping: str | None,
    as_json: bool,
) -> int:
    """Draft the card of a dataset, or of lab data, from what the files show.

    DATA is an h5ad or h5mu file, a zarr store, or a file or folder of a format that `aivc adapters`
    lists. The card is written beside it as NAME.aivc.yaml; guesses are marked in it, and what a
    person must fill in is listed. Beside lab data a mapping NAME.mapping.yaml is begun.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.commands.units import check_unit
    from aivc.verbs.init import init

    check_unit("--dose-unit", dose_unit)
    check_unit("--time-unit", time_unit)
    drafted = init(
        data,
        output=output,
        force=force,
        dose_unit=dose_unit,
        time_unit=time_unit,
        adapter=adapter,
        mapping=mapping,
        ask=_ask if interactive else None,
    )
    if as_json:
        click.echo(json.dumps(asdict(drafted.summary), indent=2))
    else:
        click.echo(str(drafted), nl=False)
        if drafted.mapping is not None:
            click.echo(
                f"To say what a column is, edit {drafted.mapping} first, and draft the card again "
                f"with `aivc init {quote(data)} --force`."
            )
    return int(Exit.CLEAN)


def _ask(draft: Draft, draft_again: Callable[[Hints], Draft]) -> Draft:
    from aivc.commands.interview import interview

    return interview(draft, draft_again)
