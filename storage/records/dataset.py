"""A table of records, seen as a dataset: one table, obs alone."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import MissingElementError
from aivc.storage.frames.frame import INDEX_BLOCK
from aivc.storage.frames.sourced import SourcedFrame
from aivc.storage.model import ContainerKind, Dataset, Table
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.model import Frame, StorageProblem
    from aivc.storage.records.texts import Texts


class RecordFrame(SourcedFrame):
    """The columns of a table of records.

    Parameters
    ----------
    path
        What the frame is called in messages.
    n_rows
        Number of rows.
    sources
        The columns, in order.
    names
        Reads the names of the rows; None where the rows are numbered from 0.
    index_name
        Column that the names are from; empty where the rows are numbered.
    """

    def __init__(
        self,
        path: str,
        n_rows: int,
        sources: Sequence[ColumnSource] = (),
        names: Callable[[], Texts] | None = None,
        index_name: str = "",
    ) -> None:
        super().__init__(path, n_rows, sources, index_name)
        self._names = names

    def index(self) -> Iterator[NDArray[np.object_]]:
        """Yield the names of the rows in blocks; a name that is missing is empty."""
        texts = None if self._names is None else self._names()
        labels = None if texts is None else object_texts([*texts.labels(), ""])
        for start in range(0, self.n_rows, INDEX_BLOCK):
            stop = min(start + INDEX_BLOCK, self.n_rows)
            if texts is None or labels is None:
                yield object_texts([str(row) for row in range(start, stop)])
            else:
                yield labels[texts.codes[start:stop]]


class RecordTable(Table):
    """The only table of such a dataset. It has no features and no matrix."""

    def __init__(self, obs: Frame) -> None:
        self.name = ""
        self.obs = obs
        self.var = RecordFrame("var", 0)
        self.n_obs, self.n_var = obs.n_rows, 0
        self.raw_var = None
        self.matrices = ()
        self.obsm = ()
        self.obsm_frames = MappingProxyType({})
        self.uns_keys = ()
        self.attributes = MappingProxyType({})

    def uns(self, key: str) -> Any:
        """Refuse: there is nothing beside the columns.

        Raises
        ------
        MissingElementError
            Always.
        """
        msg = f"a table of records has no uns, and so no entry {key!r}"
        raise MissingElementError(msg)


class RecordDataset(Dataset):
    """A dataset of records.

    Parameters
    ----------
    path
        Where it was opened from.
    obs
        Its columns.
    close
        Releases the file.
    """

    def __init__(self, path: Path, obs: Frame, close: Callable[[], None]) -> None:
        self.path = path
        self.kind = ContainerKind.RECORDS
        self.encoding_version = ""
        self.tables = (RecordTable(obs),)
        self.elements = ()
        self.shared_obs = None
        self._close = close

    @property
    def problems(self) -> tuple[StorageProblem, ...]:
        """Nothing: a table of records can be read, or it cannot."""
        return ()

    def embedded_card(self) -> str | None:
        """Return None: a table holds no card."""
        return None

    def close(self) -> None:
        """Release the file. Closing twice is allowed."""
        self._close()
