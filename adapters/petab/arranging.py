"""Measurements, one per row of their table, as observations by observables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.adapters.petab.tables import PetabTable

PLACES = {
    1: ("preequilibrationConditionId", "simulationConditionId"),
    2: ("modelId", "experimentId"),
}
"""Columns that say, with the time, where a measurement belongs, by version of the format."""

REPEATS = "replicateId"
OBSERVABLE = "observableId"
VALUE = "measurement"
TIME = "time"


Key = tuple[tuple["str | None", ...], float, int]
"""Place, time, and how many measurements of the observable came before."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where each measurement goes.

    Attributes
    ----------
    names
        Names of the observations.
    first
        A row of the table of measurements for each observation.
    times
        Their times.
    replicates
        Which of the measurements of one observable at one place an observation holds, from 1.
    row, column
        Observation and observable of each measurement, shape (n_measurements,).
    values
        The measurements, shape (n_observations, n_observables), NaN where there is none.
    """

    names: tuple[str, ...]
    first: tuple[int, ...]
    times: tuple[float, ...]
    replicates: tuple[int, ...]
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    values: NDArray[np.float64]

    def spread(self, numbers: Sequence[float]) -> NDArray[np.float64]:
        """Return a number of each measurement in its place, NaN elsewhere."""
        matrix = np.full(self.values.shape, np.nan)
        matrix[self.row, self.column] = numbers
        return matrix


def arrange(
    table: PetabTable, observables: Mapping[str, int], order: Mapping[str, int], version: int
) -> Arranged:
    """Sort measurements into observations.

    Parameters
    ----------
    table
        The measurements.
    observables
        Column of each observable.
    order
        Place of each condition or experiment in its own table.
    version
        Of the format.

    Raises
    ------
    UnreadableInputError
        A measurement is of an unknown observable, or has no time, or a number is none.
    """
    measured = table.identifiers(OBSERVABLE)
    for place, name in enumerate(measured):
        if name not in observables:
            msg = f"{table.at(place)}: the observable {name!r} is in no table of observables"
            raise UnreadableInputError(msg)
    times = _times(table)
    values = table.numbers(VALUE)
    where = list(zip(*(table.column(n) for n in (*PLACES[version], REPEATS)), strict=True))
    seen: Counter[tuple[object, ...]] = Counter()
    keys: list[Key] = []
    for at, time, name in zip(where, times, measured, strict=True):
        seen[at, time, name] += 1
        keys.append((at, time, seen[at, time, name]))
    first = {key: row for row, key in reversed(list(enumerate(keys)))}
    repeats = {text: n for n, text in enumerate(dict.fromkeys(table.column(REPEATS)))}

    def sorting(key: Key) -> tuple[int, str, str, float, int, int]:
        (before, at, repeat), time, number = key
        return order.get(at or "", -1), at or "", before or "", time, repeats[repeat], number

    ordered = sorted(first, key=sorting)
    position = {key: row for row, key in enumerate(ordered)}
    rows = np.array([position[key] for key in keys], dtype=np.int64)
    columns = np.array([observables[name] for name in measured], dtype=np.int64)
    matrix = np.full((len(ordered), len(observables)), np.nan)
    matrix[rows, columns] = values
    return Arranged(
        tuple(_name(*key) for key in ordered),
        tuple(first[key] for key in ordered),
        tuple(time for _, time, _ in ordered),
        tuple(number for _, _, number in ordered),
        rows,
        columns,
        matrix,
    )


def is_constant(cells: Sequence[str | None], arranged: Arranged) -> bool:
    """Tell whether a column of the measurements says the same throughout each observation."""
    firsts = [cells[row] for row in arranged.first]
    return all(firsts[row] == cell for row, cell in zip(arranged.row.tolist(), cells, strict=True))


def _times(table: PetabTable) -> list[float]:
    times = table.numbers(TIME)
    for place, time in enumerate(times):
        if time != time:  # noqa: PLR0124 - NaN is the number that differs from itself
            msg = f"{table.at(place)}: the time is empty; fill it in"
            raise UnreadableInputError(msg)
    return times


def _name(place: tuple[str | None, ...], time: float, number: int) -> str:
    *where, repeat = place
    stated = [text for text in where if text]
    after = [repeat] if repeat else []
    return "/".join([*stated, f"{time:.15g}", *after, str(number)])
