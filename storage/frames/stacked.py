"""Several obs, one below the other, as one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import MissingElementError, NotNumericError
from aivc.storage.model import Column, ColumnInfo, ColumnKind, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

IN_TABLE = "in_table"
"""Column that says of which table each row is."""


class StackedFrame(Frame):
    """The rows of several frames; a column that one of them lacks is missing in its rows.

    Parameters
    ----------
    parts
        Name of each table, and its obs.

    Attributes
    ----------
    segments
        Name, first row and end of each table among the rows.

    Notes
    -----
    The column ``in_table`` holds the name of the table, unless a frame has a column of that name.
    Names of rows may occur in several tables; name and ``in_table`` together tell them apart.
    """

    def __init__(self, parts: Sequence[tuple[str, Frame]]) -> None:
        self._frames = tuple(frame for _, frame in parts)
        ends = np.cumsum([0, *(frame.n_rows for frame in self._frames)]).tolist()
        self.segments = tuple(
            (name, start, stop)
            for (name, _), start, stop in zip(parts, ends[:-1], ends[1:], strict=True)
        )
        self.n_rows = ends[-1]
        self.index_name = ""
        found: dict[str, ColumnInfo] = {}
        for frame in self._frames:
            for info in frame.columns:
                known = found.setdefault(info.name, info)
                if known.kind is not info.kind:
                    found[info.name] = ColumnInfo(info.name, ColumnKind.STRING, "object")
        found.setdefault(IN_TABLE, ColumnInfo(IN_TABLE, ColumnKind.CATEGORICAL, "category"))
        self.columns = tuple(found.values())

    def index(self) -> Iterator[NDArray[np.object_]]:
        """Yield the names of the rows of one frame after the other."""
        for frame in self._frames:
            yield from frame.index()

    def column(self, name: str) -> Column:
        """Read a column of all frames that have it."""
        if not any(frame.has(name) for frame in self._frames):
            return self._tables(name)
        read = [frame.column(name) if frame.has(name) else None for frame in self._frames]
        there = [column for column in read if column is not None]
        labels = list(dict.fromkeys(label for column in there for label in column.categories))
        numbers = _numbers(there, labels)
        if numbers is not None:
            order = np.argsort(numbers, kind="stable")
            labels, numbers = [labels[k] for k in order.tolist()], numbers[order]
        place = {label: k for k, label in enumerate(labels)}
        codes = np.full(self.n_rows, -1, np.int64)
        for column, (_, start, stop) in zip(read, self.segments, strict=True):
            if column is not None:
                mine = np.array([*(place[label] for label in column.categories), -1], np.int64)
                codes[start:stop] = mine[column.codes]
        info = next(info for info in self.columns if info.name == name)
        return Column(info, codes, tuple(labels), numbers)

    def numbers(self, name: str) -> NDArray[Any]:
        """Read a numeric column of all frames that have it; NaN in the rows of the others."""
        if not any(frame.has(name) for frame in self._frames):
            if name == IN_TABLE:
                msg = f"{name} holds names of tables, not numbers"
                raise NotNumericError(msg)
            self._refuse(name)
        parts = [
            frame.numbers(name) if frame.has(name) else np.full(frame.n_rows, np.nan)
            for frame in self._frames
        ]
        return np.concatenate(parts)

    def _tables(self, name: str) -> Column:
        if name != IN_TABLE:
            self._refuse(name)
        counts = [stop - start for _, start, stop in self.segments]
        names = tuple(table for table, _, _ in self.segments)
        codes = np.repeat(np.arange(len(names)), counts)
        return Column(ColumnInfo(name, ColumnKind.CATEGORICAL, "category"), codes, names)

    def _refuse(self, name: str) -> None:
        tables = ", ".join(table for table, _, _ in self.segments)
        msg = f"none of {tables} has a column {name!r}"
        raise MissingElementError(msg)


def _numbers(there: list[Column], labels: list[str]) -> NDArray[np.float64] | None:
    """Return the number of each label, None where one of the columns holds text."""
    known: dict[str, float] = {}
    for column in there:
        if column.numbers is None:
            return None
        known.update(zip(column.categories, column.numbers.tolist(), strict=True))
    return np.array([known[label] for label in labels], np.float64)
