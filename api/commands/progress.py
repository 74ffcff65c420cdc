"""Progress on stderr, when stderr is a terminal and the work takes long enough to notice."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 1.0
"""A person does not mind waiting this long without a sign of life."""


@contextmanager
def progress_on(label: str) -> Iterator[Callable[[float, str], None] | None]:
    """Give a function that shows progress (a fraction and what is read), or None off a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from aivc.validators.engine import printable

    started = time.monotonic()
    shown = False

    def show(fraction: float, what: str) -> None:
        nonlocal shown
        if time.monotonic() - started > PATIENCE_SECONDS:
            shown = True
            line = printable(f"{label}: {fraction:4.0%} {what}")
            click.echo(f"\r\033[K{line}", nl=False, err=True)

    try:
        yield show
    finally:
        if shown:
            click.echo("\r\033[K", nl=False, err=True)
