"""Notes of a conversion, taken while it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.schema.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_READINGS = 1000
"""Pairs of labels of one step that are written out."""


@dataclass(frozen=True, slots=True)
class Change:
    """A label, what it was read as, and in how many rows it stands."""

    source_label: str
    read_as: str
    n_rows: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with one part of a source. ``action`` is a value of ``ConversionAction``."""

    action: str
    subject: str
    because: str
    result: str | None = None
    in_table: str | None = None
    changes: tuple[Change, ...] = ()
    n_rows: int | None = None


class ConversionNotes:
    """Takes notes of a conversion, in the order in which things are done.

    Parameters
    ----------
    source
        The file or folder that is converted; files are named relative to it.
    """

    def __init__(self, source: Path) -> None:
        self._source = source
        self._files: dict[str, int] = {}
        self._steps: list[Step] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was noted so far."""
        return tuple(self._steps)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that were read, relative to the source."""
        return tuple(self._files)

    def read_file(self, path: Path) -> None:
        """Note that a file of the source was read."""
        is_inside = path != self._source and path.is_relative_to(self._source)
        name = path.relative_to(self._source).as_posix() if is_inside else path.name
        self._files[name] = path.stat().st_size

    def mapped(self, subject: str, result: str, because: str, table: str | None = None) -> None:
        """Note that a part of the source took a place of the standard, and who says so."""
        self._steps.append(Step("mapped", subject, because, result, table))

    def converted(
        self,
        subject: str,
        result: str,
        because: str,
        changes: Iterable[Change] = (),
        *,
        table: str | None = None,
        n_rows: int | None = None,
    ) -> None:
        """Note that values were written differently, with the same meaning."""
        pairs = tuple(changes)
        self._steps.append(Step("converted", subject, because, result, table, pairs, n_rows))

    def inferred(self, subject: str, result: str, because: str, table: str | None = None) -> None:
        """Note a guess, and what it rests on."""
        self._steps.append(Step("inferred", subject, because, result, table))

    def added(
        self, subject: str, because: str, *, table: str | None = None, n_rows: int | None = None
    ) -> None:
        """Note something that was made, such as a key."""
        self._steps.append(Step("added", subject, because, None, table, (), n_rows))

    def left_alone(self, subject: str, because: str, table: str | None = None) -> None:
        """Note what was kept as it is, or stays in the source, and plays no part."""
        self._steps.append(Step("left_alone", subject, because, None, table))

    def as_log(self, adapter: str, because: str) -> dict[str, Any]:
        """Return the notes as a ``ConversionLog`` of the standard."""
        return {
            "aivc_schema_version": VERSION,
            "adapter": adapter,
            "adapter_reason": because,
            "software": {"name": "aivc", "version": VERSION},
            "source_files": [{"path": p, "byte_size": size} for p, size in self._files.items()],
            "steps": [_slots(step) for step in self._steps],
        }


def _slots(step: Step) -> dict[str, Any]:
    slots: dict[str, Any] = {"action": step.action, "subject": step.subject}
    optional = {"in_table": step.in_table, "result": step.result, "n_rows": step.n_rows}
    slots |= {slot: value for slot, value in optional.items() if value}
    if step.changes:
        slots["readings"] = [_reading(change) for change in step.changes[:MOST_READINGS]]
    left = len(step.changes) - MOST_READINGS
    more = f"; {left:,} more labels were read in the same way" if left > 0 else ""
    return {**slots, "because": step.because + more}


def _reading(change: Change) -> dict[str, Any]:
    reading: dict[str, Any] = {"source_label": change.source_label, "read_as": change.read_as}
    return reading if change.n_rows is None else {**reading, "n_rows": change.n_rows}
