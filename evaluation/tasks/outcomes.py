"""Times to an event, subject by subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.validators.rules.rdo.endpoints import is_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.task import Task
    from aivc.evaluation.tasks.atoms import Atoms
    from aivc.evaluation.tasks.rows import Rows
    from aivc.schema.generated.views import DatasetCard, Readout

TIME = "time"
EVENT = "event"

NAMES_OF_ROWS = frozenset({"index", "_index"})
"""What a card calls the names of rows, where a table has no column of subjects."""

ONE_TWO = {"1": False, "2": True}
"""Coding of R's ``Surv``: where a status is 1 or 2, 2 is the event."""


@dataclass(frozen=True, eq=False)
class Outcomes:
    """Time and event of each row, and the subject that it is of.

    Attributes
    ----------
    subjects, names
        Position in ``names`` of the subject of each row, -1 where there is none.
    times, events
        Time, and 1 where the event was seen and 0 where the subject was censored; NaN where not
        known, shape (n_rows,).
    coding
        How the event is written, where that is not plain; empty where it is.
    """

    subjects: NDArray[np.int64]
    names: tuple[str, ...]
    times: NDArray[np.float64]
    events: NDArray[np.float64]
    coding: str = ""

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Which rows have a subject, a time of zero or more, and an event or a censoring."""
        has_time = ~np.isnan(self.times) & (self.times >= 0)
        return has_time & ~np.isnan(self.events) & (self.subjects >= 0)

    def of(self, atoms: Atoms, units: Sequence[tuple[int, ...]]) -> NDArray[np.float64]:
        """Return time and event of units, shape (n_units, 2).

        Raises
        ------
        TaskError
            Rows of one subject tell different times or events.
        """
        rows = np.flatnonzero(atoms.codes >= 0)
        both = np.stack([self.times, self.events], axis=1)
        low = np.full((atoms.n_atoms, 2), np.inf)
        high = np.full((atoms.n_atoms, 2), -np.inf)
        np.minimum.at(low, atoms.codes[rows], both[rows])
        np.maximum.at(high, atoms.codes[rows], both[rows])
        differing = np.flatnonzero((low != high).any(axis=1))
        if len(differing):
            row = rows[atoms.codes[rows] == differing[0]][0]
            msg = (
                f"rows of subject {self.names[self.subjects[row]]} tell different times or events; "
                "an endpoint is one time for each subject"
            )
            raise TaskError(msg)
        found: NDArray[np.float64] = low[[unit[0] for unit in units]]
        return found

    def notes(self, is_used: NDArray[np.bool_]) -> tuple[str, ...]:
        """Say which subjects are left out, and how events are read."""
        n_left = int((is_used & ~self.is_known).sum())
        notes = [f"{n_left:,} rows of training and test have no time or event, and are in no unit"]
        return (*(notes if n_left else []), *([self.coding] if self.coding else []))


def outcomes_of(readout: Readout, rows: Rows) -> Outcomes:
    """Read the outcomes that an endpoint of the card names.

    Raises
    ------
    TaskError
        A column is not named or not there, or its values are no times or events.
    """
    endpoint = readout.endpoint
    named = {slot: getattr(endpoint, f"{slot}_column", None) for slot in ("subject", TIME, EVENT)}
    codes: dict[str, NDArray[np.int64]] = {}
    labels: dict[str, tuple[str, ...]] = {}
    for slot, name in named.items():
        if slot == "subject" and name in NAMES_OF_ROWS and rows.observations.column(name) is None:
            codes[slot] = np.arange(rows.n_rows)
            labels[slot] = tuple(rows.observations.names_of(range(rows.n_rows)))
            continue
        column = rows.observations.column(name) if name else None
        if column is None:
            what = f"names {name}, which is no column of obs" if name else "is not declared"
            msg = f"readout {readout.readout_id}: {slot}_column {what}"
            raise TaskError(msg)
        codes[slot] = np.maximum(np.asarray(column[0]).astype(np.int64), -1)
        labels[slot] = column[1]
    times = np.array([*(_number(label) for label in labels[TIME]), np.nan])
    event_name = str(named[EVENT]).rpartition(".")[2]
    told = [labels[EVENT][k] for k in np.unique(codes[EVENT]) if k >= 0]
    is_one_two = {_plain(label) for label in told} == set(ONE_TWO)
    events = []
    for label in labels[EVENT]:
        seen = ONE_TWO.get(_plain(label)) if is_one_two else is_event(label, event_name)
        events.append(np.nan if seen is None else float(seen))
    unread = [t for t, e in zip(labels[EVENT], events, strict=True) if np.isnan(e) and t in told]
    if unread:
        msg = (
            f"{named[EVENT]} has the value {unread[0]!r}, which tells neither an event nor a "
            "censoring; write 1 where the event was seen and 0 where the subject was censored"
        )
        raise TaskError(msg)
    coding = f"{named[EVENT]} is 1 or 2, of which 2 is read as the event" if is_one_two else ""
    return Outcomes(
        codes["subject"],
        labels["subject"],
        times[codes[TIME]],
        np.array([*events, np.nan])[codes[EVENT]],
        coding,
    )


def refuse_outcomes(task: Task, card: DatasetCard) -> None:
    """Refuse to let a predictor read an outcome.

    Raises
    ------
    TaskError
        A time or an event of an endpoint of the card is among what may be read.
    """
    endpoints = [readout.endpoint for readout in card.readouts if readout.endpoint is not None]
    told = {column for e in endpoints for column in (e.time_column, e.event_column) if column}
    outcomes = sorted(told & {*task.input_features})
    if outcomes:
        msg = (
            f"task {task.task_id} lets predictors read {', '.join(outcomes)}, which the card "
            "declares as the outcome of an endpoint; take it out of input_features"
        )
        raise TaskError(msg)


def _plain(label: str) -> str:
    return label.strip().removesuffix(".0")


def _number(label: str) -> float:
    try:
        return float(label)
    except ValueError:
        return float("nan")
