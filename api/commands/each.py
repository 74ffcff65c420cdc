"""Run a verb on several inputs; one that cannot be read does not stop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def for_each(sources: Iterable[str], verb: Callable[[str], T]) -> tuple[list[T], int]:
    """Return what the verb gives for each readable input, and the exit code so far."""
    from aivc.commands.exit_codes import Exit
    from aivc.storage.errors import UnreadableInputError

    results: list[T] = []
    worst = Exit.CLEAN
    for source in sources:
        try:
            results.append(verb(source))
        except UnreadableInputError as error:
            click.echo(f"aivc: {error}", err=True)
            worst = Exit.UNREADABLE
    return results, int(worst)
