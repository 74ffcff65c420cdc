"""What an export wrote, and what the format could not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.reports.wrapping import wrapped
from aivc.schema.visible_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.adapters.exporting.exporter import Unheld

MOST_SHOWN = 6
"""Things left behind for one reason; --json lists them all."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export.

    Attributes
    ----------
    source, card
        The dataset, and the file that holds its card.
    output
        The file or folder that was written.
    target, title
        The format, by name and for people.
    unheld
        What the format could not hold, sorted.
    """

    source: str
    card: str
    output: str
    target: str
    title: str
    unheld: tuple[Unheld, ...]

    def __str__(self) -> str:
        """Return the text that the command prints."""
        return "\n".join(_lines(self)) + "\n"


def _lines(result: Exported) -> Iterator[str]:
    yield f"Wrote {visible(result.output)} ({result.title})"
    yield f"from  {visible(result.source)}, card {visible(result.card)}"
    if not result.unheld:
        yield "Nothing was left behind."
        return
    yield ""
    yield f"What it cannot hold ({len(result.unheld):,})"
    reasons: dict[str, list[Unheld]] = {}
    for entry in result.unheld:
        reasons.setdefault(entry.because, []).append(entry)
    for because, entries in reasons.items():
        yield from wrapped(f"{visible(because)}:", "  ")
        for entry in entries[:MOST_SHOWN]:
            yield from wrapped(f"{visible(entry.where)}: {visible(entry.what)}", "    ")
        if len(entries) > MOST_SHOWN:
            yield f"    and {len(entries) - MOST_SHOWN:,} more"
