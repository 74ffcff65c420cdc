"""A dataset whose obs shows more, or less, than is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.storage.model import Dataset, Frame, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Column, StorageProblem


class OverlaidFrame(Frame):
    """A frame with columns added and others out of sight.

    Parameters
    ----------
    frame
        The frame below.
    added
        Columns that it shows in addition, last.
    hidden
        Names of its columns that are not shown.
    """

    def __init__(
        self, frame: Frame, added: Sequence[ColumnSource] = (), hidden: Collection[str] = ()
    ) -> None:
        self._frame = frame
        self._added = {source.info.name: source for source in added}
        self.n_rows = frame.n_rows
        self.index_name = frame.index_name
        shown = tuple(c for c in frame.columns if c.name not in hidden)
        self.columns = (*shown, *(source.info for source in added))

    def index(self) -> Iterator[NDArray[np.object_]]:
        """Yield the names of the rows in blocks."""
        return self._frame.index()

    def column(self, name: str) -> Column:
        """Read one column as codes and categories."""
        source = self._added.get(name)
        return self._frame.column(name) if source is None else source.read()

    def numbers(self, name: str) -> NDArray[Any]:
        """Read a numeric or boolean column."""
        source = self._added.get(name)
        return self._frame.numbers(name) if source is None else source.numbers()


class OverlaidTable(Table):
    """A table with another obs.

    Parameters
    ----------
    table
        The table below.
    obs
        The obs that it shows.
    """

    def __init__(self, table: Table, obs: Frame) -> None:
        self._table = table
        self.name = table.name
        self.n_obs, self.n_var = table.n_obs, table.n_var
        self.obs = obs
        self.var = table.var
        self.raw_var = table.raw_var
        self.matrices = table.matrices
        self.obsm = table.obsm
        self.obsm_frames = table.obsm_frames
        self.uns_keys = table.uns_keys
        self.attributes = table.attributes

    def uns(self, key: str) -> Any:
        """Read one uns entry."""
        return self._table.uns(key)


class OverlaidDataset(Dataset):
    """A dataset with other obs.

    Parameters
    ----------
    dataset
        The dataset below; closing closes it.
    obs
        The obs that each table shows, by name of the table; the others show their own.
    """

    def __init__(self, dataset: Dataset, obs: Mapping[str, Frame]) -> None:
        self._dataset = dataset
        self.path = dataset.path
        self.kind = dataset.kind
        self.encoding_version = dataset.encoding_version
        self.elements = dataset.elements
        self.shared_obs = dataset.shared_obs
        self.tables = tuple(
            OverlaidTable(table, obs[table.name]) if table.name in obs else table
            for table in dataset.tables
        )

    @property
    def problems(self) -> tuple[StorageProblem, ...]:
        """What is odd in the dataset below."""
        return self._dataset.problems

    def embedded_card(self) -> str | None:
        """Return the card stored in the dataset below, or None."""
        return self._dataset.embedded_card()

    def close(self) -> None:
        """Release the dataset below."""
        self._dataset.close()
