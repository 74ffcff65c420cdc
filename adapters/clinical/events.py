"""Times to events, joined to the subjects."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.adapters.clinical.domains import CENSOR, PARAMETER, SUBJECT, TIME
from aivc.adapters.clinical.measurements import as_numbers
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.text_rows.rows import TextRows

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Events:
    """Times to events by parameter.

    Attributes
    ----------
    cells
        ``PARAMCD.COLUMN``, one cell for each subject.
    fixed
        Columns that say one thing throughout a parameter, by parameter.
    same
        Columns that repeat those of the subjects.
    n_subjects
        Subjects that have the parameter.
    """

    cells: dict[str, list[str | None]] = field(default_factory=dict)
    fixed: dict[str, dict[str, str]] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    n_subjects: dict[str, int] = field(default_factory=dict)


def is_once_each(table: TextRows) -> bool:
    """Tell whether each subject has each parameter at most once."""
    pairs = Counter(zip(table.filled(SUBJECT), table.filled(PARAMETER), strict=True))
    return max(pairs.values(), default=0) <= 1


def join_events(
    table: TextRows, subjects: Sequence[str], known: Mapping[str, Sequence[str | None]]
) -> Events:
    """Spread the rows of a table over the subjects.

    Parameters
    ----------
    table
        One row for each subject and parameter.
    subjects
        The subjects, in order.
    known
        Their columns.

    Raises
    ------
    UnreadableInputError
        Subjects are not known, or a time or a mark of censoring is no number.
    """
    place = {subject: row for row, subject in enumerate(subjects)}
    named = table.filled(SUBJECT)
    refuse_strangers(table, place)
    _refuse_text(table)
    same = tuple(
        name
        for name, column in table.cells.items()
        if name in known and name != SUBJECT
        and all(known[name][place[s]] == cell for s, cell in zip(named, column, strict=True))
    )  # fmt: skip
    kept = [name for name in table.names if name not in {*same, SUBJECT, PARAMETER}]
    events = Events(same=same)
    rows_of: dict[str, list[int]] = {}
    for row, parameter in enumerate(table.filled(PARAMETER)):
        rows_of.setdefault(parameter, []).append(row)
    for parameter, rows in rows_of.items():
        events.n_subjects[parameter] = len(rows)
        for name in kept:
            column = table.cells[name]
            values = {column[row] for row in rows}
            if len(values) == 1 and name not in {TIME, CENSOR}:
                events.fixed.setdefault(parameter, {})[name] = values.pop() or ""
                continue
            spread: list[str | None] = [None] * len(subjects)
            for row in rows:
                spread[place[named[row]]] = column[row]
            events.cells[f"{parameter}.{name}"] = spread
    return events


def refuse_strangers(table: TextRows, known: Mapping[str, object]) -> None:
    """Raise UnreadableInputError where a table has subjects that are not known."""
    strangers = sorted({s for s in table.filled(SUBJECT) if s not in known})
    if strangers:
        shown = ", ".join(strangers[:MOST_SHOWN])
        msg = (
            f"{table.path} has {len(strangers)} subjects that the table of subjects does not hold "
            f"({shown}); give the table of all subjects of the same study"
        )
        raise UnreadableInputError(msg)


def _refuse_text(table: TextRows) -> None:
    for name in (TIME, CENSOR):
        for cell, line in zip(table.column(name), table.lines, strict=True):
            if cell is not None and as_numbers([cell]) is None:
                msg = f"{table.path}, line {line}: {name} is {cell!r}, which is no number"
                raise UnreadableInputError(msg)
