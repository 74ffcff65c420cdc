"""``aivc effect DATA --treatment COL``."""

from __future__ import annotations

import json

import click

from aivc.commands.progress import progress_on


@click.command(name="effect")
@click.argument("data", metavar="DATA")
@click.option("--treatment", required=True, help="Column or axis that tells who got what.")
@click.option(
    "--control",
    multiple=True,
    help="Label that is a control. [default: the negative controls of the dataset]",
)
@click.option("--treated", multiple=True, help="Label to compare with control. [default: all]")
@click.option(
    "--block",
    multiple=True,
    help="Column or axis that makes blocks. [default: plate, batch, donor, site, platform and "
    "lane, as far as told]",
)
@click.option(
    "--unit",
    multiple=True,
    help="What treatment was assigned to: columns, axes, or `row`. [default: the first of donor, "
    "sample, well within which treatment and blocks do not change]",
)
@click.option("--ignore", multiple=True, help="Axis of the design that cannot change the outcome.")
@click.option("--where", multiple=True, metavar="NAME=VALUE", help="Only rows with this value.")
@click.option("--table", default="", help="Table of the outcomes. [default: the only one]")
@click.option("--layer", default="X", show_default=True, help="Matrix of that table.")
@click.option("--feature", multiple=True, help="Outcome. [default: all features]")
@click.option(
    "--space",
    type=click.Choice(["mean", "mean_of_log", "log_of_sum"]),
    help="How rows become the outcome of a unit. [default: log_of_sum for counts, else mean]",
)
@click.option(
    "--draws",
    type=click.IntRange(1),
    default=9_999,
    show_default=True,
    help="Other orders of treatment to draw where there are more than that.",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    help="Level of the intervals.",
)
@click.option("--card", help="Card to use instead of the one beside or in DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print all features as JSON.")
def command(  # noqa: PLR0913 - one option for each thing that can be said about a design
    *,
    data: str,
    treatment: str,
    control: tuple[str, ...],
    treated: tuple[str, ...],
    block: tuple[str, ...],
    unit: tuple[str, ...],
    ignore: tuple[str, ...],
    where: tuple[str, ...],
    table: str,
    layer: str,
    feature: tuple[str, ...],
    space: str | None,
    draws: int,
    seed: int,
    level: float,
    card: str | None,
    as_json: bool,
) -> int:
    """Estimate what a treatment does to features, compared within plates, batches and donors.

    Treated and control units of one block are compared, and the same treatments are given to them
    in other orders to see what chance would do. The estimate that ignores blocks stands beside. A
    design in which treatment cannot be told from plate, batch or donor is refused.
    """
    from aivc.verbs.effect import effect

    with progress_on("effect") as told:
        found = effect(
            data,
            treatment,
            control=control,
            treated=treated,
            block=block or None,
            unit=unit or None,
            ignore=ignore,
            where=dict(_named(pair) for pair in where),
            table=table,
            layer=layer,
            features=feature,
            space=space,
            draws=draws,
            seed=seed,
            level=level,
            card=card,
            progress=told,
        )
    if as_json:
        click.echo(json.dumps(found.as_document(), indent=2, allow_nan=False))
    else:
        click.echo(str(found), nl=False)
    return 0


def _named(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        message = f"--where {pair}: write NAME=VALUE"
        raise click.UsageError(message)
    return name, value
