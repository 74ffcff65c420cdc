"""``aivc overlap A B``."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from aivc.commands.progress import progress_on


@click.command(name="overlap")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--key-file", help="Shared secret of a keyed fingerprint.")
@click.option(
    "--fail-above",
    type=click.FloatRange(0, 1),
    help="Exit with 1 where one input holds a larger share of the other.",
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(
    *, left: str, right: str, key_file: str | None, fail_above: float | None, as_json: bool
) -> int:
    """Say how many rows of A are in B, and of B in A, by what they hold.

    A and B are datasets or fingerprints. Rows with the same values are counted, rows that were
    normalised or rounded, and noisy copies such as a library sequenced twice. Names of rows play
    no part.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.verbs.overlap import overlap

    with progress_on("overlap") as told:
        found = overlap(left, right, key_file=key_file, progress=told)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
    else:
        click.echo(str(found), nl=False)
    is_above = fail_above is not None and found.largest_share > fail_above
    return int(Exit.FINDINGS if is_above else Exit.CLEAN)
