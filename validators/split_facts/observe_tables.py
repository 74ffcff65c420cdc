"""The obs whose rows a split divides, and its columns, read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.errors import AivcError
from aivc.storage.frames.stacked import StackedFrame
from aivc.storage.model import Column, ColumnKind, ContainerKind
from aivc.validators.facts.aligned_columns import AlignedColumns, ObsFrame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Dataset, Frame


class LazyColumns(Mapping[str, Column]):
    """The columns of a frame by name; each is read once, when it is first asked for.

    Columns whose values are neither text, numbers nor truth values are not among them, nor those
    whose bytes cannot be decoded; ``unreadable`` says why.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._names = [c.name for c in frame.columns if c.kind is not ColumnKind.OTHER]
        self._read: dict[str, Column] = {}
        self.unreadable: dict[str, str] = {
            c.name: "its values are neither text, numbers nor truth values"
            for c in frame.columns
            if c.kind is ColumnKind.OTHER
        }

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._column(name) is not None

    def __getitem__(self, name: str) -> Column:
        column = self._column(name)
        if column is None:
            raise KeyError(name)
        return column

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _column(self, name: str) -> Column | None:
        if name not in self._read and name in self._names and name not in self.unreadable:
            try:
                self._read[name] = self._frame.column(name)
            except AivcError as error:
                self.unreadable[name] = str(error)
        return self._read.get(name)


class StackedColumns(AlignedColumns):
    """The columns of several tables whose rows lie one below the other.

    Parameters
    ----------
    base
        The rows of all of them.
    frames
        The obs of every table of the container.
    segments
        Name, first row and end of each of the tables among the rows.
    """

    def __init__(
        self,
        base: ObsFrame,
        frames: Sequence[ObsFrame],
        segments: tuple[tuple[str, int, int], ...],
    ) -> None:
        super().__init__(base, frames)
        self.segments = segments

    def places_in(self, frame: ObsFrame) -> NDArray[np.int64]:
        """Return the row of one of the tables that each row is, -1 for rows of the others.

        Names do not count: two tables may give one name to different things.
        """
        places = np.full(self.n_rows, -1, np.int64)
        for name, start, stop in self.segments:
            if name == frame.table:
                places[start:stop] = np.arange(stop - start)
        return places


def observed_columns(
    dataset: Dataset, wanted: frozenset[str], tables: Sequence[str] = ()
) -> AlignedColumns | None:
    """Return the columns of a dataset, row by row of the obs that is divided.

    That is the obs of the table that is named, or those of several, one below the other; else the
    obs that all modalities share; else those of all tables that annotate spatial elements, which
    are pictures of one tissue; else the one with the most columns that are wanted, the first of
    several alike.

    Parameters
    ----------
    dataset
        The container.
    wanted
        Names of columns that a card, a manifest or the standard gives a meaning.
    tables
        Names of tables; those that the container does not have are passed over.

    Returns
    -------
    AlignedColumns or None
        None where the container has no obs.
    """
    frames = [ObsFrame(t.name, t.obs, LazyColumns(t.obs)) for t in dataset.tables]
    if dataset.shared_obs is not None:
        frames.insert(0, ObsFrame("", dataset.shared_obs, LazyColumns(dataset.shared_obs)))
    if not frames:
        return None
    chosen = _chosen(dataset, frames, tables)
    if len(chosen) > 1:
        stacked = StackedFrame([(frame.table, frame.frame) for frame in chosen])
        base = ObsFrame("", stacked, LazyColumns(stacked))
        return StackedColumns(base, [base, *frames], stacked.segments)
    return AlignedColumns(chosen[0] if chosen else _base(dataset, frames, wanted), frames)


def annotating_tables(dataset: Dataset) -> tuple[str, ...]:
    """Return the tables whose rows are units of spatial elements."""
    return tuple(t.name for t in dataset.tables if t.attributes.get("region") is not None)


def unreadable(columns: AlignedColumns, name: str) -> str:
    """Say why a column cannot be read; empty where it can, or is not there."""
    for frame in columns.frames:
        if isinstance(frame.columns, LazyColumns) and name in frame.columns.unreadable:
            return frame.columns.unreadable[name]
    return ""


def _chosen(dataset: Dataset, frames: list[ObsFrame], tables: Sequence[str]) -> list[ObsFrame]:
    """Return the obs that are named, or those that annotate; several only of a spatial store."""
    named = [frame for frame in frames if frame.table in tables]
    if dataset.kind is not ContainerKind.SPATIALDATA:
        return named[:1]
    annotating = annotating_tables(dataset)
    return named or [frame for frame in frames if frame.table in annotating]


def _base(dataset: Dataset, frames: list[ObsFrame], wanted: frozenset[str]) -> ObsFrame:
    if dataset.shared_obs is not None:
        return frames[0]
    return max(frames, key=lambda frame: sum(frame.frame.has(name) for name in wanted))
