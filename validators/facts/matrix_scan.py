"""One pass over one matrix, for all collectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.errors import NotNumericError
from aivc.storage.model import MatrixEncoding
from aivc.validators.facts.collector import Span
from aivc.validators.facts.csr_canonical import CsrCanonical
from aivc.validators.facts.group_sums import GroupSums
from aivc.validators.facts.matrix_values import MatrixValues
from aivc.validators.facts.missing_values import MissingValues
from aivc.validators.facts.row_hashes import RowHashes
from aivc.validators.facts.row_sample import RowSample
from aivc.validators.facts.stored_pieces import pieces
from aivc.validators.facts.sums import Sums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock, Matrix, SparseBlock
    from aivc.validators.facts.collector import Collector
    from aivc.validators.facts.group_sums import RowGroups


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """What a pass over a matrix looks for.

    Attributes
    ----------
    shape, by_columns
        Shape of the matrix, and whether it is stored by columns.
    keys
        Key of each column for row hashes.
    sampled_rows
        Positions of the rows to keep, ascending.
    groups
        Groups of rows over which columns are summed, where an operator needs them.
    """

    shape: tuple[int, int]
    by_columns: bool
    keys: NDArray[np.uint64]
    sampled_rows: NDArray[np.int64]
    groups: RowGroups | None = None

    @classmethod
    def of(
        cls,
        matrix: Matrix,
        keys: NDArray[np.uint64],
        sampled_rows: NDArray[np.int64],
        groups: RowGroups | None = None,
    ) -> ScanPlan:
        """Plan the pass over a matrix of a file."""
        is_by_columns = matrix.encoding is MatrixEncoding.CSC
        return cls(matrix.shape, is_by_columns, keys, sampled_rows, groups)


class MatrixScan:
    """All collectors over one part of one matrix.

    Scans of neighbouring parts merge, in order, into the scan of both.

    Parameters
    ----------
    plan
        What to look for.
    start, stop
        The part: rows, or columns of a matrix that is stored by columns. All where ``stop`` is
        None.
    """

    def __init__(self, plan: ScanPlan, start: int = 0, stop: int | None = None) -> None:
        whole = Span.whole(plan.shape, by_columns=plan.by_columns)
        end = whole.stop if stop is None else stop
        span = Span(plan.shape, start, end, plan.by_columns)
        self.span = span
        self.values = MatrixValues(span)
        self.canonical = CsrCanonical(span)
        self.sums = Sums(span)
        self.hashes = RowHashes(span, plan.keys)
        self.sample = RowSample(span, plan.sampled_rows)
        self.missing = MissingValues(span)
        self.groups = None if plan.groups is None else GroupSums(span, plan.groups)

    @property
    def _collectors(self) -> tuple[Collector, ...]:
        always = (self.values, self.canonical, self.sums, self.hashes, self.sample, self.missing)
        return always if self.groups is None else (*always, self.groups)

    def update(self, block: SparseBlock | DenseBlock) -> None:
        """See one block, as storage yields it.

        Raises
        ------
        NotNumericError
            The block holds something else than real numbers.
        """
        if block.data.dtype.kind not in "iufb":
            msg = f"holds {block.data.dtype} values; a matrix must hold real numbers"
            raise NotNumericError(msg)
        for piece in pieces(block, self.span.n_minor, by_columns=self.span.by_columns):
            for collector in self._collectors:
                collector.update(piece)

    def merge(self, other: MatrixScan) -> None:
        """Take over the scan of the part behind this one."""
        self.span = self.span.joined(other.span)
        for mine, others in zip(self._collectors, other._collectors, strict=True):
            mine.merge(others)
