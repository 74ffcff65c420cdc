"""The obs whose rows a split divides, and its columns, read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.storage.model import Column, ColumnKind
from aivc.validators.facts.aligned_columns import AlignedColumns, ObsFrame

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def observed_columns(
    dataset: Dataset, wanted: frozenset[str], table: str | None = None
) -> AlignedColumns | None:
    """Return the columns of a dataset, row by row of the obs that is divided.

    That is the obs of ``table`` where it is named; else the obs that all modalities share; else
    that of the first table that annotates a spatial element; else the one with the most columns
    that are wanted, the first of several alike.

    Parameters
    ----------
    dataset
        The container.
    wanted
        Names of columns that a card, a manifest or the standard gives a meaning.
    table
        Name of a table.

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
    return AlignedColumns(_base(dataset, frames, wanted, table), frames)


def unreadable(columns: AlignedColumns, name: str) -> str:
    """Say why a column cannot be read; empty where it can, or is not there."""
    for frame in columns.frames:
        if isinstance(frame.columns, LazyColumns) and name in frame.columns.unreadable:
            return frame.columns.unreadable[name]
    return ""


def _base(
    dataset: Dataset, frames: list[ObsFrame], wanted: frozenset[str], table: str | None
) -> ObsFrame:
    if table is not None:
        named = next((frame for frame in frames if frame.table == table), None)
        if named is not None:
            return named
    if dataset.shared_obs is not None:
        return frames[0]
    annotating = {t.name for t in dataset.tables if t.attributes.get("region") is not None}
    candidates = [frame for frame in frames if frame.table in annotating] or frames
    if annotating:
        return candidates[0]
    return max(candidates, key=lambda frame: sum(frame.frame.has(name) for name in wanted))
