"""From a finished pass over a matrix to its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.validators.facts.duplicates import NO_DUPLICATES, Duplicates, find_duplicates
from aivc.validators.facts.looks_like import Look, looks_like
from aivc.validators.facts.model import MatrixFacts, Occurrence
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.matrix_scan import MatrixScan
    from aivc.validators.facts.row_names import RowNames
    from aivc.validators.facts.row_sample import SampledRows
    from aivc.validators.facts.seen import Seen


@dataclass(frozen=True, slots=True)
class ScanResult:
    """What a pass found, with positions where facts have names."""

    scan: MatrixScan
    sample: SampledRows
    look: Look
    duplicates: Duplicates
    empty_rows: Duplicates
    empty_columns: tuple[int, ...]
    n_empty_columns: int

    def row_positions(self) -> Iterator[int]:
        """Yield the rows whose names are needed."""
        scan = self.scan
        seen = [scan.values.nan, scan.values.infinite, scan.values.negative, scan.values.fractional]
        if not scan.span.by_columns:
            seen += [scan.canonical.unsorted, scan.canonical.repeated, scan.canonical.outside]
        for one in seen:
            yield from one.rows.tolist()
        yield from self.empty_rows.first
        yield from self.duplicates.first
        for group in self.duplicates.groups:
            yield from group


def finish(scan: MatrixScan, *, compares_rows: bool) -> ScanResult:
    """Judge what a pass has gathered.

    Parameters
    ----------
    scan
        The pass over the whole matrix.
    compares_rows
        Whether equal rows are looked for.
    """
    row_nonzero = scan.sums.row_nonzero()
    column_nonzero = scan.sums.column_nonzero()
    duplicates = NO_DUPLICATES
    if compares_rows:
        duplicates = find_duplicates(scan.hashes.result(), row_nonzero > 0)
    empty_columns = np.flatnonzero(column_nonzero == 0)
    sample = scan.sample.result()
    n_rows = max(1, scan.span.shape[0])
    return ScanResult(
        scan=scan,
        sample=sample,
        look=looks_like(sample, scan.sums.column_sums() / n_rows),
        duplicates=duplicates,
        empty_rows=_first_zeros(row_nonzero),
        empty_columns=tuple(empty_columns[:MAX_EXAMPLES].tolist()),
        n_empty_columns=len(empty_columns),
    )


def matrix_facts(
    result: ScanResult, rows: RowNames, columns: Sequence[str], *, keeps_rows: bool
) -> MatrixFacts:
    """Give names to what was found.

    Parameters
    ----------
    result
        What the pass found.
    rows
        Names of the rows at :meth:`ScanResult.row_positions`.
    columns
        Names of all columns; empty where they have none.
    keeps_rows
        Whether the arrays over rows are kept.
    """
    scan, values = result.scan, result.scan.values
    smallest, largest = values.range()

    def of_rows(seen: Seen) -> Occurrence:
        found = tuple(seen.rows.tolist())
        return Occurrence(seen.count, found, rows.of(found))

    def of_major(seen: Seen) -> Occurrence:
        return _of_columns(seen, columns) if scan.span.by_columns else of_rows(seen)

    return MatrixFacts(
        n_values=values.n_values,
        nan=of_rows(values.nan),
        infinite=of_rows(values.infinite),
        negative=of_rows(values.negative),
        fractional=of_rows(values.fractional),
        smallest=smallest,
        largest=largest,
        n_zeros_stored=values.n_zeros,
        unsorted_rows=of_major(scan.canonical.unsorted),
        repeated_entries=of_major(scan.canonical.repeated),
        out_of_range=of_major(scan.canonical.outside),
        empty_rows=Occurrence(
            result.empty_rows.count, result.empty_rows.first, rows.of(result.empty_rows.first)
        ),
        empty_columns=Occurrence(
            result.n_empty_columns, result.empty_columns, _names(result.empty_columns, columns)
        ),
        duplicated_rows=Occurrence(
            result.duplicates.count, result.duplicates.first, rows.of(result.duplicates.first)
        ),
        duplicate_groups=tuple(rows.of(group) for group in result.duplicates.groups),
        row_sums=_kept(scan.sums.row_sums(), keeps=keeps_rows),
        row_stored=_kept(scan.sums.row_stored(), keeps=keeps_rows),
        column_sums=scan.sums.column_sums(),
        column_nonzero=scan.sums.column_nonzero(),
        row_hashes=_kept(scan.hashes.result(), keeps=keeps_rows),
        looks_like=result.look.kind,
        looks_like_share=result.look.share,
        recovered_scale=result.look.scale,
        log_base=result.look.base,
        n_sampled=result.sample.n_rows,
        column_missing=scan.missing.result(),
    )


def _first_zeros(counts: NDArray[Any]) -> Duplicates:
    empty = counts == 0
    return Duplicates(
        int(np.count_nonzero(empty)), tuple(np.flatnonzero(empty)[:MAX_EXAMPLES].tolist())
    )


def _of_columns(seen: Seen, columns: Sequence[str]) -> Occurrence:
    found = tuple(seen.rows.tolist())
    return Occurrence(seen.count, found, _names(found, columns))


def _names(positions: Sequence[int], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(columns[p] if p < len(columns) else f"column {p}" for p in positions)


def _kept(array: NDArray[Any], *, keeps: bool) -> NDArray[Any]:
    return array if keeps else array[:0].copy()
