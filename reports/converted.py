"""What a conversion made of a source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from shlex import quote
from typing import TYPE_CHECKING

from aivc.reports.drafted import Drafted, drafted, question_lines, understood_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.contract.log import Step
    from aivc.adapters.conversion.source import OpenedSource
    from aivc.adapters.drafting.draft import Draft
    from aivc.adapters.drafting.written_card import WrittenCard

ACTIONS = {
    "mapped": "mapped",
    "converted": "written differently",
    "inferred": "guessed",
    "added": "added",
    "left_alone": "left alone",
}
MOST_FILES = 8


@dataclass(frozen=True, slots=True)
class ConversionFiles:
    """The files of a conversion."""

    source: Path
    output: Path
    card: Path
    mapping: Path | None
    used_card: Path | None = None
    card_is_older: bool = False


@dataclass(frozen=True, slots=True)
class Conversion:
    """The result of a conversion.

    Attributes
    ----------
    source, output
        What was read and the container that was written.
    adapter, because
        Name of the reader, and why it was chosen.
    mapping
        The mapping file that was used, None where there was none.
    used_card
        The card that was used, None where one was drafted.
    card_is_older
        Whether the mapping was changed after that card was drafted.
    steps
        What was done with each part of the source, as the log says it.
    draft
        What was understood, and what a person must fill in.
    """

    source: str
    output: str
    adapter: str
    because: str
    mapping: str | None
    used_card: str | None
    card_is_older: bool
    steps: tuple[Step, ...]
    draft: Drafted

    @property
    def counts(self) -> dict[str, int]:
        """Steps of the log by action."""
        found = Counter(step.action for step in self.steps)
        return {action: found[action] for action in ACTIONS if found[action]}

    def __str__(self) -> str:
        """Return the text that ``aivc convert`` prints."""
        return "\n".join(_lines(self)) + "\n"


def conversion_of(
    opened: OpenedSource, draft: Draft, written: WrittenCard, files: ConversionFiles
) -> Conversion:
    """Sum up a conversion."""
    summary = drafted(draft, written.n_guesses, files.source, files.card)
    return Conversion(
        str(files.source),
        str(files.output),
        opened.adapter,
        opened.because,
        None if files.mapping is None else str(files.mapping),
        None if files.used_card is None else str(files.used_card),
        files.card_is_older,
        opened.notes.steps,
        replace(summary, remarks=()),
    )


def _lines(result: Conversion) -> Iterator[str]:
    yield f"Wrote {result.output}"
    yield f"from  {result.source}"
    yield f"read as {result.adapter}: {result.because}"
    if result.mapping is not None:
        yield f"with the mapping {result.mapping}"
    if result.used_card is not None:
        yield f"with the card {result.used_card}"
    if result.card_is_older:
        yield "The mapping was changed after that card was drafted, so the card may not know of it."
        yield f"To draft it again: aivc init {quote(result.source)} --force, then convert again."
    yield ""
    yield from understood_lines(result.draft)
    yield ""
    yield from _left_files(result)
    said = ", ".join(f"{n} {ACTIONS[action]}" for action, n in result.counts.items())
    yield f"The conversion log has every step: {said}."
    yield ""
    yield from question_lines(result.draft)
    yield from _without_measurements(result)
    yield f"Look at the guesses in {result.draft.card}, fill in what is asked for, then run"
    yield f"  aivc validate {quote(result.output)}"


def _without_measurements(result: Conversion) -> Iterator[str]:
    if result.draft.n_tables:
        return
    yield "The source holds no measurements, so it makes no valid dataset by itself. Where there"
    yield "are some, put both into one folder and convert the folder."
    yield ""


def _left_files(result: Conversion) -> Iterator[str]:
    """Name what stays in the source: columns are kept, files are not."""
    left = [
        step
        for step in result.steps
        if step.action == "left_alone" and not step.subject.startswith(("obs column", "var column"))
    ]
    if not left:
        return
    yield "Left alone"
    for step in left[:MOST_FILES]:
        yield f"  {step.subject}: {step.because}"
    if len(left) > MOST_FILES:
        yield f"  and {len(left) - MOST_FILES} more; see the log"
    yield ""
