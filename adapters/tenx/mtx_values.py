"""A Matrix Market file as rows of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.tenx.mtx_entries import entries_of
from aivc.adapters.tenx.mtx_header import read_header
from aivc.adapters.tenx.spooling import spooled
from aivc.adapters.text_bytes.unpacking import unpacked
from aivc.storage.model import Matrix, MatrixEncoding, SparseBlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.tenx.mtx_header import MtxHeader
    from aivc.adapters.tenx.spool import Spool, Spools


def header_of(path: Path) -> MtxHeader:
    """Read the head of a file.

    Raises
    ------
    UnreadableInputError
        It is no Matrix Market file of counts.
    """
    with unpacked(path) as opened:
        return read_header(opened, str(path))


@dataclass(frozen=True, slots=True)
class MtxFile:
    """A file, its head, and whether its rows are cells; else its columns are."""

    path: Path
    header: MtxHeader
    rows_are_cells: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Cells and features."""
        head = self.header
        sizes = (head.n_columns, head.n_rows)
        return sizes[::-1] if self.rows_are_cells else sizes

    def parse(self) -> Spool:
        """Parse all entries.

        Raises
        ------
        UnreadableInputError
            The file is damaged.
        """
        where = str(self.path)
        with unpacked(self.path) as opened:
            header = read_header(opened, where)
            return spooled(
                entries_of(opened, header, where),
                self.shape[0],
                header.n_entries,
                is_real=header.kind == "real",
                by_row=self.rows_are_cells,
            )


class MtxValues(Matrix):
    """The entries of a file as compressed rows, cells x features.

    Making one parses the file, so that a damaged one is refused at once.

    Parameters
    ----------
    file
        The file.
    spools
        Keeps what was parsed.
    name
        ``X`` or ``layers/NAME``.
    """

    def __init__(self, file: MtxFile, spools: Spools, name: str = "X") -> None:
        self.name = self.path = name
        self.encoding = MatrixEncoding.CSR
        self.shape = file.shape
        self._file = file
        self._spools = spools
        spool = self._spool()
        self.dtype = str(spool.dtype)
        self.n_stored = int(spool.indptr[-1])
        self.n_empty = int(np.count_nonzero(spool.indptr[1:] == spool.indptr[:-1]))

    def blocks(
        self, max_bytes: int = 32 << 20, *, start: int = 0, stop: int | None = None
    ) -> Iterator[SparseBlock]:
        """Yield rows ``[start, stop)`` in order."""
        stop = self.shape[0] if stop is None else min(stop, self.shape[0])
        if start >= stop:
            return
        spool = self._spool()
        n_entries = max(1, max_bytes // (np.dtype(np.int32).itemsize + spool.dtype.itemsize))
        while start < stop:
            limit = spool.indptr[start] + n_entries
            fits = int(np.searchsorted(spool.indptr, limit, "right")) - 1
            last = min(max(fits, start + 1), stop)
            pointers = spool.indptr[start : last + 1]
            indices, data = spool.read(int(pointers[0]), int(pointers[-1]))
            yield SparseBlock(start, last, pointers - pointers[0], indices, data)
            start = last

    def _spool(self) -> Spool:
        return self._spools.get(str(self._file.path), self._file.parse)
