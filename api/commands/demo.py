"""``aivc demo DIR``."""

from __future__ import annotations

import click


@click.command(name="demo")
@click.argument("folder", metavar="DIR")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Seed of the simulation.",
)
@click.option(
    "--predictors/--no-predictors",
    default=True,
    show_default=True,
    help="Fit and judge predictors, and recover what was planted.",
)
@click.option("--force", is_flag=True, help="Write into a folder that holds something already.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(folder: str, *, seed: int, predictors: bool, force: bool, as_json: bool) -> int:
    """Write data with known truth, validate them, break them, and judge predictors on them.

    DIR is the folder to write into. Exit codes: 0 all is as it should be, 1 an estimate misses what
    was planted, as one seed in a hundred does, 2 usage, 4 a fault was not found, or data or
    predictions are not what they should be.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.verbs.demo import demo
    from aivc.verbs.demo_text import demo_text

    result = demo(
        folder,
        seed=seed,
        predictors=predictors,
        force=force,
        progress=lambda text: click.echo(text, err=True),
    )
    click.echo(result.to_json() if as_json else demo_text(result), nl=False)
    if not result.is_sound:
        return int(Exit.INTERNAL)
    return int(Exit.CLEAN if result.is_as_it_should_be else Exit.FINDINGS)
