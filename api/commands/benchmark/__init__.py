"""``aivc benchmark ...``: make benchmarks of a dataset."""

from __future__ import annotations

import click

from aivc.commands.lazy_group import LazyGroup


@click.group(
    name="benchmark",
    cls=LazyGroup,
    package="aivc.commands.benchmark",
    listed={"spatial-histology": "Tiles, splits and a card for expression from histology."},
)
def command() -> None:
    """Make benchmarks of a dataset: what is asked for, what is held out, and proof of it."""
