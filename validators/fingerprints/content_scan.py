"""One pass over a matrix for all that tells one row from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.errors import NotNumericError
from aivc.storage.model import MatrixEncoding
from aivc.validators.facts.collector import Span
from aivc.validators.facts.progress import PER_VALUE
from aivc.validators.facts.row_hashes import RowHashes
from aivc.validators.facts.row_sample import RowSample, sample_positions
from aivc.validators.facts.stored_pieces import pieces
from aivc.validators.facts.sums import Sums
from aivc.validators.facts.table_scan import refuse_absurd
from aivc.validators.fingerprints.sketches import Sketches
from aivc.validators.fingerprints.support_hashes import SupportHashes
from aivc.validators.fingerprints.telling_bits import Totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.model import DenseBlock, Matrix, SparseBlock
    from aivc.validators.facts.progress import Progress
    from aivc.validators.facts.row_sample import SampledRows
    from aivc.validators.fingerprints.sketch_order import SketchOrder

BLOCK_BYTES = 32 << 20
SAMPLED_ROWS = 200
"""Rows that are kept whole, to plant copies of them."""

_SEED = 1


@dataclass(frozen=True)
class RowContents:
    """What each row of a matrix holds, in a few bytes.

    Attributes
    ----------
    hashes
        Number of the content of each row, shape (n_rows,); 0 for an empty one.
    supports
        Number of the features that are not zero, shape (n_rows,).
    nonzero
        How many they are, shape (n_rows,).
    totals
        Sums over rows and columns.
    sketches
        Shape (n_rows, N_BINS).
    sample
        A few rows, whole.
    """

    hashes: NDArray[np.uint64]
    supports: NDArray[np.uint64]
    nonzero: NDArray[np.int32]
    totals: Totals
    sketches: NDArray[np.uint8]
    sample: SampledRows


class ContentScan:
    """All collectors over one part of one matrix.

    Scans of neighbouring parts merge, in order, into the scan of both.

    Parameters
    ----------
    span
        The part.
    keys
        Key of each column, uint64, shape (n_columns,).
    order
        Which features sketches look at.
    sampled
        Positions of the rows to keep, ascending.
    """

    def __init__(
        self,
        span: Span,
        keys: NDArray[np.uint64],
        order: SketchOrder,
        sampled: NDArray[np.int64],
    ) -> None:
        self.span = span
        self.sums = Sums(span)
        self.hashes = RowHashes(span, keys)
        self.supports = SupportHashes(span, keys)
        self.sketches = Sketches(span, order)
        self.sample = RowSample(span, sampled)

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
            self.sums.update(piece)
            self.hashes.update(piece)
            self.supports.update(piece)
            self.sketches.update(piece)
            self.sample.update(piece)

    def merge(self, other: ContentScan) -> None:
        """Take over the scan of the part behind this one."""
        self.span = self.span.joined(other.span)
        self.sums.merge(other.sums)
        self.hashes.merge(other.hashes)
        self.supports.merge(other.supports)
        self.sketches.merge(other.sketches)
        self.sample.merge(other.sample)

    def result(self) -> RowContents:
        """Return what was seen of the whole matrix."""
        sample = self.sample.result()
        fractional = np.count_nonzero(np.rint(sample.values) != sample.values)
        totals = Totals(
            self.sums.row_sums(),
            self.sums.row_stored(),
            self.sums.column_sums(),
            self.sums.column_nonzero(),
            is_continuous=2 * int(fractional) > len(sample.values),
        )
        return RowContents(
            self.hashes.result(),
            self.supports.result(),
            self.sums.row_nonzero(),
            totals,
            self.sketches.result(),
            sample,
        )


def scan_contents(
    matrix: Matrix,
    keys: NDArray[np.uint64],
    order: SketchOrder,
    progress: Progress,
    max_bytes: int = BLOCK_BYTES,
) -> RowContents:
    """Read a matrix once.

    Parameters
    ----------
    matrix
        The matrix.
    keys
        Key of each column, uint64, shape (n_columns,).
    order
        Which features sketches look at.
    progress
        Told after each block.
    max_bytes
        Decoded size of a block.

    Raises
    ------
    UnreadableInputError
        The bytes cannot be decoded.
    NotNumericError
        The matrix holds something else than real numbers.
    """
    refuse_absurd(matrix)
    blocks = matrix.blocks(max_bytes)
    block = next(blocks, None)
    span = Span.whole(matrix.shape, by_columns=matrix.encoding is MatrixEncoding.CSC)
    scan = ContentScan(span, keys, order, sample_positions(matrix.shape[0], SAMPLED_ROWS, _SEED))
    while block is not None:
        scan.update(block)
        progress.advance(PER_VALUE * block.data.size, matrix.path)
        block = next(blocks, None)
    return scan.result()
