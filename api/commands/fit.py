"""``aivc fit DATA``."""

from __future__ import annotations

import json
from dataclasses import asdict
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.verbs.fit import Fitted

EXAMPLES = """\b
Examples:
  aivc fit screen.h5ad --predictor pert_mean -o run/
  aivc fit screen.h5ad --command "Rscript predict.R" -o run/
  aivc fit screen.h5ad --task cell_type --command ./predict.sh --text -o run/
"""


@click.command(name="fit", epilog=EXAMPLES)
@click.argument("data")
@click.option("--predictor", help="A predictor by name, or module:Class.")
@click.option(
    "--command",
    metavar="CMD",
    help="A program of any language, run by `aivc predict` with --train, --queries, --seed and "
    "--out.",
)
@click.option("--predictor-card", metavar="FILE", help="Card of the command, YAML or JSON.")
@click.option("--manifest", help="The split. [default: NAME.split.yaml beside DATA]")
@click.option("--task", help="Task of the manifest, where it declares several.")
@click.option("--card", help="Card to use instead of the sidecar or the embedded one.")
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Source of chance."
)
@click.option("--text", is_flag=True, help="Give the command tab-separated text.")
@click.option("--output", "-o", required=True, metavar="RUN", help="Folder that is written.")
@click.option("--force", is_flag=True, help="Replace a run that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def command(*, data: str, output: str, as_json: bool, **settings: Any) -> int:
    """Make the training view of a task, and let a predictor learn from it.

    DATA is an h5ad or h5mu file, a zarr store, or a table of records. The folder RUN gets all that
    a predictor may see, and nothing of what it is asked about.
    """
    from aivc.verbs.fit import fit

    found = fit(data, output, **settings)
    if as_json:
        click.echo(json.dumps({**asdict(found), "folder": str(found.folder)}, indent=2))
        return 0
    click.echo("\n".join(_lines(found)))
    return 0


def _lines(found: Fitted) -> Iterator[str]:
    from aivc.reports.wrapping import wrapped
    from aivc.validators.engine import printable

    yield printable(f"{found.folder}: task {found.task_id} ({found.task_kind}, {found.space})")
    yield (
        f"  {found.n_units:,} units to learn from, {found.n_queries:,} to predict, "
        f"{found.n_features:,} features"
    )
    if found.fit_seconds is None:
        yield printable(f"  {found.predictor} learns when it predicts")
    else:
        yield printable(f"  {found.predictor} learnt in {found.fit_seconds:.2f} s")
    for note in found.notes:
        yield from wrapped(printable(note, 1000))
    yield printable(f"Next: aivc predict {quote(str(found.folder))}")
