"""Count fragments, a block of lines at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.records.texts import hash_arrow
from aivc.validators.facts.measured.model import FragmentScan
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from numpy.typing import NDArray

    from aivc.validators.facts.measured.cells import Cells
    from aivc.validators.facts.measured.named_file import Hashing

BLOCK_BYTES = 2 << 20
"""Of text; what is read ahead and decoded takes about forty times as much."""

MAX_CHROMOSOMES = 100_000
"""An assembly in pieces has tens of thousands; a file with more names something else there."""

LONGEST = 100_000
"""Lengths are told apart up to here; a median above it is none of a fragment."""

_NOT_A_NUMBER = re.compile(r"conversion error to int\d+: invalid value '(?P<value>.*)'", re.DOTALL)


class FragmentLines:
    """Collects what all fragments are like; memory does not grow with their number."""

    def __init__(self, cells: Cells | None) -> None:
        self._cells = cells
        self._n = self._n_backward = self._n_without_reads = self._n_in_cells = 0
        self._lengths = np.zeros(LONGEST + 1, np.int64)
        self._chromosomes: dict[str, int] = {}
        self._last: tuple[str, int] = ("", -1)
        self._unsorted_at = ""
        self._backward: list[str] = []
        self._barcodes: list[str] = []
        self._malformed: list[str] = []
        self._n_malformed = 0

    @property
    def n_chromosomes(self) -> int:
        """How many chromosomes were named so far."""
        return len(self._chromosomes)

    def skip(self, text: str) -> None:
        """Count a line with another number of columns."""
        self._n_malformed += 1
        if len(self._malformed) < MAX_EXAMPLES:
            self._malformed.append(text[:60])

    def update(self, batch: pa.RecordBatch) -> None:
        """Count a block of lines."""
        if not batch.num_rows:
            return
        chromosome, names = _codes(batch.column(0))
        start, end = (batch.column(k).to_numpy() for k in (1, 2))
        self._n += len(start)
        self._count_lengths(chromosome, names, start, end)
        self._look_at_order(chromosome, names, start)
        for code, count in enumerate(np.bincount(chromosome, minlength=len(names)).tolist()):
            self._chromosomes[names[code]] = self._chromosomes.get(names[code], 0) + count
        if batch.num_columns > 4:
            self._n_without_reads += int(np.count_nonzero(batch.column(4).to_numpy() < 1))
        self._find_cells(batch.column(3))

    def _count_lengths(
        self,
        chromosome: NDArray[np.int32],
        names: list[str],
        start: NDArray[np.int64],
        end: NDArray[np.int64],
    ) -> None:
        lengths = end - start
        backward = (lengths <= 0) | (start < 0)
        if backward.any():
            self._n_backward += int(np.count_nonzero(backward))
            for row in np.flatnonzero(backward)[: MAX_EXAMPLES - len(self._backward)].tolist():
                self._backward.append(f"{names[chromosome[row]]}:{start[row]}-{end[row]}")
        self._lengths += np.bincount(np.clip(lengths[~backward], 0, LONGEST), minlength=LONGEST + 1)

    def _look_at_order(
        self, chromosome: NDArray[np.int32], names: list[str], start: NDArray[np.int64]
    ) -> None:
        """Find the first fragment before its predecessor, or of a chromosome that was left."""
        if self._unsorted_at:
            return
        changes = np.flatnonzero(chromosome[1:] != chromosome[:-1]) + 1
        falls = np.flatnonzero((start[1:] < start[:-1]) & (chromosome[1:] == chromosome[:-1])) + 1
        bad = falls[:1].tolist()
        here, seen = self._last[0], set(self._chromosomes)
        for row in [0, *changes.tolist()]:
            name = names[chromosome[row]]
            if name != here and name in seen:
                bad.append(row)
                break
            seen.add(name)
            here = name
        if names[chromosome[0]] == self._last[0] and start[0] < self._last[1]:
            bad.append(0)
        if bad:
            row = min(bad)
            self._unsorted_at = f"{names[chromosome[row]]}:{start[row]}"
        self._last = (names[chromosome[-1]], int(start[-1]))

    def _find_cells(self, column: Any) -> None:
        if len(self._barcodes) < MAX_EXAMPLES:
            self._barcodes += column.dictionary[:MAX_EXAMPLES].to_pylist()
        if self._cells is None:
            return
        is_cell = self._cells.mark(hash_arrow(column.dictionary))
        counts = np.bincount(column.indices.to_numpy(), minlength=len(column.dictionary))
        self._n_in_cells += int(counts[is_cell].sum())

    def result(self) -> FragmentScan:
        """Return what was counted."""
        cells = self._cells
        total = int(self._lengths.sum())
        median = float("nan")
        if total:
            median = float(np.searchsorted(np.cumsum(self._lengths), (total + 1) // 2))
        return FragmentScan(
            n_fragments=self._n,
            n_malformed=self._n_malformed,
            malformed_examples=tuple(self._malformed),
            n_backward=self._n_backward,
            backward_examples=tuple(self._backward),
            n_without_reads=self._n_without_reads,
            unsorted_at=self._unsorted_at,
            chromosomes=dict(self._chromosomes),
            median_length=median,
            n_cells=0 if cells is None else cells.n_cells,
            n_cells_found=0 if cells is None else cells.n_found,
            absent_cells=() if cells is None else cells.absent(),
            n_in_cells=self._n_in_cells,
            barcodes=tuple(dict.fromkeys(self._barcodes))[:MAX_EXAMPLES],
        )


def scan_lines(
    source: Hashing,
    n_columns: int,
    cells: Cells | None,
    *,
    is_compressed: bool,
    told: Callable[[int], None],
) -> tuple[FragmentScan, str]:
    """Read all fragments of a file.

    Parameters
    ----------
    source
        The file, as stored.
    n_columns
        Columns of its first line: chromosome, start, end, barcode, then mostly the reads.
    cells
        The cells that fragments should belong to.
    is_compressed
        Whether it is packed; files of several gzip members, as bgzip writes them, are read whole.
    told
        Called after each block with the bytes that were read since the last one.

    Returns
    -------
    scan, problem
        What was counted; why reading stopped before the end, else empty.
    """
    import pyarrow as pa
    from pyarrow import csv

    lines = FragmentLines(cells)

    def skip(row: Any) -> str:
        text = row.text or ""
        if not text.startswith("#"):
            lines.skip(text)
        return "skip"

    names = ["chromosome", "start", "end", "barcode", "reads"]
    names = [*names[:n_columns], *(f"further {k}" for k in range(5, n_columns))]
    label = pa.dictionary(pa.int32(), pa.string())
    types = {"chromosome": label, "start": pa.int64(), "end": pa.int64(), "barcode": label}
    stream = pa.PythonFile(source, mode="r")
    try:
        if is_compressed:
            stream = pa.CompressedInputStream(stream, "gzip")
        reader = csv.open_csv(
            stream,
            csv.ReadOptions(column_names=names, block_size=BLOCK_BYTES, use_threads=False),
            csv.ParseOptions(delimiter="\t", quote_char=False, invalid_row_handler=skip),
            csv.ConvertOptions(
                column_types={**types, "reads": pa.int64()},
                include_columns=names[: min(n_columns, 5)],
                null_values=[],
            ),
        )
        n_told = 0
        for batch in reader:
            lines.update(batch)
            n_read = source.n_read
            told(n_read - n_told)
            n_told = n_read
            if lines.n_chromosomes > MAX_CHROMOSOMES:
                return lines.result(), f"it names more than {MAX_CHROMOSOMES:,} chromosomes"
    except (pa.ArrowException, OSError) as error:
        return lines.result(), _in_words(error)
    return lines.result(), ""


def _codes(column: Any) -> tuple[NDArray[np.int32], list[str]]:
    codes: NDArray[np.int32] = column.indices.to_numpy()
    return codes, column.dictionary.to_pylist()


def _in_words(error: Exception) -> str:
    found = _NOT_A_NUMBER.search(str(error))
    if found is not None:
        return f"a line has {found['value'][:40]!r} where a number must stand"
    if "Truncated" in str(error):
        return "it ends within a packed block; the copy is not complete"
    return f"it cannot be read to its end: {error}"
