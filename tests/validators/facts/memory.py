"""Containers that live in memory, for tests of what is measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.storage.model import (
    Column,
    ColumnInfo,
    ColumnKind,
    ContainerKind,
    Dataset,
    DenseBlock,
    Frame,
    Matrix,
    MatrixEncoding,
    SparseBlock,
    Table,
)

_KINDS = {
    "i": ColumnKind.INTEGER,
    "u": ColumnKind.INTEGER,
    "f": ColumnKind.FLOAT,
    "b": ColumnKind.BOOLEAN,
}


@dataclass
class Compressed:
    """The parts of a CSR or CSC matrix, however wrong."""

    format: str
    shape: tuple[int, int]
    indptr: np.ndarray
    indices: np.ndarray
    data: np.ndarray

    @property
    def dtype(self) -> np.dtype:
        return self.data.dtype


class MemoryMatrix(Matrix):
    """A SciPy matrix or an ndarray; ``rows_per_block`` entries of the major axis a block."""

    def __init__(self, content: Any, name: str = "X", *, per_block: int = 7, broken: bool = False):
        self.name = self.path = name
        self.content = content
        self.per_block = per_block
        self.broken = broken
        self.shape = content.shape
        self.dtype = str(content.dtype)
        self.encoding = MatrixEncoding(getattr(content, "format", "dense"))
        self.n_stored = len(content.data) if hasattr(content, "indptr") else content.size

    def blocks(self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None):
        yield from self._part(start, stop)
        if self.broken:
            msg = f"{self.path} cannot be read: chunk 3 is damaged"
            raise UnreadableInputError(msg)

    def _part(self, start: int, stop: int | None):
        content = self.content
        n = content.shape[1 if self.encoding is MatrixEncoding.CSC else 0]
        stop = n if stop is None else stop
        for first in range(start, stop, self.per_block):
            last = min(first + self.per_block, stop)
            if self.encoding is MatrixEncoding.DENSE:
                yield DenseBlock(first, last, content[first:last])
                continue
            low, high = content.indptr[first], content.indptr[last]
            yield SparseBlock(
                first,
                last,
                (content.indptr[first : last + 1] - low).astype(np.int64),
                content.indices[low:high],
                content.data[low:high],
            )


class MemoryFrame(Frame):
    """A pandas DataFrame."""

    def __init__(self, frame: pd.DataFrame, *, broken: tuple[str, ...] = ()):
        self.frame = frame
        self.n_rows = len(frame)
        self.index_name = str(frame.index.name or "_index")
        self.columns = tuple(
            ColumnInfo(str(name), _kind(frame[name]), str(frame[name].dtype)) for name in frame
        )
        self.broken = broken

    def index(self):
        names = np.asarray([str(name) for name in self.frame.index], dtype=object)
        for start in range(0, len(names), 5):
            yield names[start : start + 5]

    def column(self, name: str) -> Column:
        if name in self.broken:
            msg = f"{name} cannot be read: chunk 0 is damaged"
            raise UnreadableInputError(msg)
        if name not in self.frame:
            msg = f"no column {name}"
            raise MissingElementError(msg)
        series = self.frame[name]
        info = next(info for info in self.columns if info.name == name)
        if isinstance(series.dtype, pd.CategoricalDtype):
            labels = tuple(str(label) for label in series.cat.categories)
            return Column(info, series.cat.codes.to_numpy(), labels)
        if info.kind is ColumnKind.FLOAT:
            series = series + 0.0  # -0.0 becomes 0.0, as in storage
        codes, values = pd.factorize(series, sort=True)
        if info.kind in {ColumnKind.INTEGER, ColumnKind.FLOAT}:
            texts = tuple(str(value).removesuffix(".0") for value in values)
            return Column(info, codes, texts, np.asarray(values, dtype=float))
        return Column(info, codes, tuple(str(value) for value in values))

    def numbers(self, name: str):
        return self.frame[name].to_numpy()


class MemoryTable(Table):
    """Frames and matrices."""

    def __init__(
        self, obs, var, matrices=(), *, name="", raw_var=None, obsm=(), broken=(), uns=None
    ):
        self.name = name
        self.obs, self.var = MemoryFrame(obs, broken=broken), MemoryFrame(var)
        self.raw_var = None if raw_var is None else MemoryFrame(raw_var)
        self.n_obs, self.n_var = len(obs), len(var)
        self.matrices = tuple(matrices)
        self.obsm = tuple(obsm)
        self.obsm_frames = {}
        self._uns = uns or {}
        self.uns_keys = tuple(self._uns)
        self.attributes = {}

    def uns(self, key: str) -> Any:
        return self._uns[key]


class MemoryDataset(Dataset):
    """Tables, and perhaps the text of a card."""

    def __init__(
        self,
        *tables: MemoryTable,
        card: str | None = None,
        path: Path = Path("m.h5ad"),
        shared_obs: MemoryFrame | None = None,
    ):
        self.path = path
        self.kind = ContainerKind.H5AD if len(tables) == 1 else ContainerKind.H5MU
        self.encoding_version = "0.1.0"
        self.tables = tables
        self.elements = ()
        self.shared_obs = shared_obs
        self._card = card

    @property
    def problems(self):
        return ()

    def embedded_card(self) -> str | None:
        return self._card

    def close(self) -> None:
        pass


def _kind(series: pd.Series) -> ColumnKind:
    if isinstance(series.dtype, pd.CategoricalDtype):
        return ColumnKind.CATEGORICAL
    return _KINDS.get(series.dtype.kind, ColumnKind.STRING)
