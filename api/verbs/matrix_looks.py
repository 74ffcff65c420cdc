"""Look at a few rows of every matrix of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.adapters.drafting.look import MatrixLook
    from aivc.storage.model import Dataset, Matrix

STRETCHES = 20
ROWS = 40
"""Rows of each stretch; together enough to judge by, few enough for a file of any size."""

SEED = 0


def looks_of(dataset: Dataset) -> dict[str, MatrixLook]:
    """Judge every matrix by rows from stretches that are spread over it.

    Returns
    -------
    dict
        By path in the file; a matrix that cannot be read is left out.
    """
    from aivc.schema.errors import AivcError

    found = {}
    for table in dataset.tables:
        for matrix in (*table.matrices, *table.obsm):
            path = f"{table.name}/{matrix.name}" if table.name else matrix.name
            try:
                found[path] = _look(matrix)
            except AivcError:
                continue
    return found


def _look(matrix: Matrix) -> MatrixLook:
    import numpy as np

    from aivc.adapters.drafting.look import MatrixLook
    from aivc.storage.model import MatrixEncoding
    from aivc.validators.facts.collector import Span
    from aivc.validators.facts.looks_like import looks_like
    from aivc.validators.facts.piece import pieces
    from aivc.validators.facts.row_sample import RowSample, sample_positions

    by_columns = matrix.encoding is MatrixEncoding.CSC
    span = Span.whole(matrix.shape, by_columns=by_columns)
    stretches = [(0, span.stop)] if by_columns else list(_stretches(matrix.shape[0]))
    if by_columns:
        rows = sample_positions(matrix.shape[0], STRETCHES * ROWS, SEED)
    else:
        rows = np.concatenate([np.arange(*stretch) for stretch in stretches] or [np.empty(0, int)])
    sample = RowSample(span, rows)
    for start, stop in stretches:
        for block in matrix.blocks(start=start, stop=stop):
            for piece in pieces(block, span.n_minor, by_columns=by_columns):
                sample.update(piece)
    sampled = sample.result()
    look = looks_like(sampled)
    finite = sampled.values[np.isfinite(sampled.values)]
    smallest = float(finite.min()) if len(finite) else float("nan")
    if len(sampled.values) < sampled.n_rows * sampled.n_columns:
        smallest = min(smallest, 0.0)
    largest = float(finite.max()) if len(finite) else float("nan")
    return MatrixLook(
        look.kind, look.share, look.scale, look.base, smallest, largest, sampled.n_rows
    )


def _stretches(n_rows: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of rows, the whole of a small matrix."""
    if n_rows <= STRETCHES * ROWS:
        yield 0, n_rows
        return
    for k in range(STRETCHES):
        start = k * (n_rows - ROWS) // (STRETCHES - 1)
        yield start, start + ROWS
