"""``aivc split import [SOURCE] --data DATA -o MANIFEST``."""

from __future__ import annotations

import json

import click

CONTROLS = ("split_with_group", "split_random", "train_only", "shared_all")
FORMATS = ("table", "obs", "gears", "cell-load", "croissant")


EXAMPLES = """\b
Examples:
  aivc split import splits.csv --data screen.h5ad -o screen.split.yaml
  aivc split import --data cells.csv --column split --unit donor --unseen donor \\
    -o cells.split.yaml
"""


@click.command(name="import", epilog=EXAMPLES)
@click.argument("source", required=False)
@click.option("--data", help="The dataset: counts, digests, and what keys mean come from it.")
@click.option("--output", "-o", required=True, help="The manifest to write.")
@click.option(
    "--format",
    "split_format",
    type=click.Choice(FORMATS),
    help="What SOURCE is; told from its name otherwise. Without SOURCE a column of obs is read.",
)
@click.option("--column", help="Column that names the parts.")
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="Column that says which observations are meant; for cell-load the cell type, then the "
    "perturbation. May be repeated.",
)
@click.option(
    "--role", "roles", multiple=True, metavar="PART=ROLE", help="What a part is used for."
)
@click.option("--unit", metavar="AXIS", help="What was kept whole: donor, agent, plate, ...")
@click.option(
    "--unseen",
    multiple=True,
    metavar="AXIS",
    help="Claim that each evaluated part holds values that training does not. May be repeated.",
)
@click.option("--controls", type=click.Choice(CONTROLS), help="Where the controls are.")
@click.option("--dataset", "dataset_name", help="What a cell-load file calls these data.")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option("--force", is_flag=True, help="Overwrite a manifest that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(  # noqa: PLR0913 - one parameter for each option
    *,
    source: str | None,
    data: str | None,
    output: str,
    split_format: str | None,
    column: str | None,
    keys: tuple[str, ...],
    roles: tuple[str, ...],
    unit: str | None,
    unseen: tuple[str, ...],
    controls: str | None,
    dataset_name: str | None,
    card: str | None,
    force: bool,
    as_json: bool,
) -> int:
    """Turn a split in another format into a manifest, and list what the source did not say.

    SOURCE is a CSV, TSV or Parquet table (also of PerturBench), a GEARS dictionary as JSON or
    pickle (which is never run), a cell-load TOML, or a Croissant description. Leaks are not
    mended: audit the manifest afterwards.
    """
    from aivc.commands.exit_codes import Exit
    from aivc.commands.split.asked_for import axis_named
    from aivc.verbs.split_import import split_import

    if source is None and data is None:
        message = "name SOURCE, or --data with a column of obs"
        raise click.UsageError(message)
    imported = split_import(
        source,
        output,
        data=data,
        card=card,
        split_format=split_format,
        column=column,
        keys=keys,
        roles=dict(map(_pair, roles)),
        dataset_name=dataset_name,
        unit=None if unit is None else axis_named(unit),
        unseen=tuple(map(axis_named, unseen)),
        controls=controls,
        force=force,
    )
    if as_json:
        click.echo(json.dumps(imported.as_plain(), indent=2))
    else:
        click.echo(str(imported), nl=False)
    return int(Exit.CLEAN)


def _pair(text: str) -> tuple[str, str]:
    name, equals, role = text.rpartition("=")
    if not equals or not name:
        message = f"--role takes PART=ROLE, such as ood=test, not {text!r}"
        raise click.UsageError(message)
    return name, role
