"""``aivc split ...``: make, audit, compare and import splits."""

from __future__ import annotations

import click

from aivc.commands.lazy_group import LazyGroup


@click.group(
    name="split",
    cls=LazyGroup,
    package="aivc.commands.split",
    listed={
        "make": "Divide a dataset so that nothing leaks, and write the manifest.",
        "audit": "Find leaks, judge claims, and mend a split with --repair.",
        "diff": "Compare two manifests.",
        "import": "Turn a split in another format into a manifest.",
    },
)
def command() -> None:
    """Make, audit, compare and import splits."""
