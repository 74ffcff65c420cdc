"""``aivc split make DATA``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from aivc.commands.progress import progress_on

if TYPE_CHECKING:
    from collections.abc import Callable

LEVELS = ("obs", "full")
CONTROLS = ("split_with_group", "split_random", "train_only", "shared_all")
ORDERED = ("dose", "time")

EXAMPLES = """\b
Examples:
  aivc split make screen.h5ad --hold-out donor --test 0.2 --validation 0.1
  aivc split make screen.h5ad --hold-out agent --hold-out cell_line --folds 5
  aivc split make screen.h5ad --hold-out donor --test donor=D3
"""

OPTIONS = (
    click.option(
        "--hold-out",
        multiple=True,
        metavar="AXIS",
        help="What must be new in the test: donor, agent, target, cell_line, plate, ... "
        "Give it again to hold out several at once.",
    ),
    click.option(
        "--test",
        multiple=True,
        metavar="SIZE|AXIS=VALUE",
        help="A share (0.2), a count (5000), or values that are tested (donor=D3). [default: 0.2]",
    ),
    click.option(
        "--validation",
        multiple=True,
        metavar="SIZE|AXIS=VALUE",
        help="The same for a validation part; none without it.",
    ),
    click.option(
        "--calibration",
        multiple=True,
        metavar="SIZE|AXIS=VALUE",
        help="The same for a calibration part; none without it.",
    ),
    click.option(
        "--size-in",
        type=click.Choice(("observations", "units")),
        default="observations",
        show_default=True,
        help="Whether sizes count rows, or values of what is held out.",
    ),
    click.option(
        "--tolerance",
        type=float,
        default=0.1,
        show_default=True,
        help="By how much of everything a part may miss its size.",
    ),
    click.option("--folds", type=int, help="Each value is tested in one of so many folds."),
    click.option("--leave-one-out", is_flag=True, help="Each value is tested alone, in turn."),
    click.option("--repeats", type=int, default=1, show_default=True, help="Do it so many times."),
    click.option("--nested", type=int, metavar="N", help="N inner folds take turns in validation."),
    click.option("--strata", multiple=True, help="Column or axis of which parts get equal shares."),
    click.option(
        "--seen-elsewhere",
        is_flag=True,
        help="Hold out pairs, such as a drug in a cell line, of which training knows either.",
    ),
    click.option(
        "--train-off-diagonal",
        is_flag=True,
        help="Of several axes: train on what is held out on some of them only.",
    ),
    click.option(
        "--combination-seen",
        type=click.IntRange(0, 2),
        multiple=True,
        help="Test combinations of which training knows so many members.",
    ),
    click.option("--interpolate", type=click.Choice(ORDERED), help="Test values in between."),
    click.option("--extrapolate", type=click.Choice(ORDERED), help="Test values beyond."),
    click.option("--few-shot", type=int, metavar="N", help="Train on N of each held-out value."),
    click.option("--block", type=float, help="Edge of blocks in space, in the coordinates' unit."),
    click.option("--buffer", type=float, help="Distance kept free between parts."),
    click.option("--keep-whole", multiple=True, metavar="AXIS", help="Never divide these either."),
    click.option(
        "--share", "shared", multiple=True, metavar="AXIS", help="Wells or cells may be divided."
    ),
    click.option("--exclude", multiple=True, metavar="AXIS=VALUE", help="Leave these out."),
    click.option("--controls", type=click.Choice(CONTROLS), help="Where controls go."),
    click.option(
        "--bind", multiple=True, metavar="AXIS=COLUMN", help="Which column tells an axis."
    ),
    click.option("--separator", help="What separates the members of a combination, such as +."),
    click.option("--control-label", multiple=True, help="A label that is a control."),
    click.option("--coordinates", multiple=True, help="Entry of obsm, or columns, with places."),
    click.option("--coordinate-unit", help="Their unit, such as um."),
    click.option(
        "--tile",
        type=click.FloatRange(min=0, min_open=True),
        nargs=2,
        metavar="WIDTH HEIGHT",
        help="Image tile around each place; tiles of two parts must not overlap.",
    ),
    click.option(
        "--similarity",
        type=click.FloatRange(0, 1),
        help="Tanimoto similarity from which compounds are in one compound_cluster.",
    ),
    click.option("--table", help="Divide this table of a spatial store alone."),
    click.option("--tasks", help="YAML file with the tasks and grants to declare."),
    click.option("--card", help="Card to use instead of the sidecar or the embedded one."),
    click.option(
        "--level",
        type=click.Choice(LEVELS),
        default="obs",
        show_default=True,
        help="full also keeps copies of a row together.",
    ),
    click.option("--profile", default="release", show_default=True, help="How the audit weighs."),
    click.option("--seed", type=int, default=0, show_default=True, help="Source of chance."),
    click.option("--output", "-o", help="The manifest. [default: NAME.split.yaml beside DATA]"),
    click.option("--force", is_flag=True, help="Overwrite a manifest that is there."),
    click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
)


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(OPTIONS):
        function = option(function)
    return function


@click.command(name="make", epilog=EXAMPLES)
@click.argument("data")
@_options
def command(*, data: str, output: str | None, as_json: bool, **said: Any) -> int:
    """Divide a dataset so that nothing leaks, and write the manifest.

    DATA is an h5ad or h5mu file, a zarr store, or a table of records (CSV, TSV, Parquet). What is
    written has passed the audit.
    """
    from aivc.commands.split.asked_for import file_settings, request_of
    from aivc.reports.made_split import as_plain, in_words
    from aivc.verbs.split_make import split_make

    request = request_of(said)
    with progress_on(data) as progress:
        written = split_make(data, request, output, **file_settings(said), progress=progress)
    if as_json:
        click.echo(json.dumps([as_plain(each.path, each.made) for each in written], indent=2))
        return 0
    click.echo(in_words([(each.path, each.made) for each in written]), nl=False)
    for each in written:
        for finding in each.warnings:
            click.echo(f"{each.path.name}: {finding.code}: {finding.message}", err=True)
    return 0
