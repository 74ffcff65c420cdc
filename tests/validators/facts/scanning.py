"""Pass over matrices in memory."""

from __future__ import annotations

from typing import Any

import numpy as np

from aivc.validators.facts.matrix_scan import MatrixScan, ScanPlan
from aivc.validators.facts.row_hashes import column_keys
from tests.validators.facts.memory import MemoryMatrix


def plan_of(matrix: MemoryMatrix, sampled: Any = None) -> ScanPlan:
    """Plan a pass, sampling every other row."""
    rows = np.arange(0, matrix.shape[0], 2) if sampled is None else np.asarray(sampled, np.int64)
    return ScanPlan.of(matrix, column_keys([f"g{k}" for k in range(matrix.shape[1])]), rows)


def scanned(content: Any, *, per_block: int = 3) -> MatrixScan:
    """Pass over a whole matrix."""
    matrix = MemoryMatrix(content, per_block=per_block)
    scan = MatrixScan(plan_of(matrix))
    for block in matrix.blocks():
        scan.update(block)
    return scan


def hashes(content: Any, *, per_block: int = 3) -> np.ndarray:
    """Return the row hashes of a matrix."""
    return scanned(content, per_block=per_block).hashes.result()


def state(scan: MatrixScan) -> dict[str, Any]:
    """Return everything that a pass knows, bit by bit."""
    sample = scan.sample.result()
    arrays = {
        "row_sums": scan.sums.row_sums(),
        "column_sums": scan.sums.column_sums(),
        "row_nonzero": scan.sums.row_nonzero(),
        "column_nonzero": scan.sums.column_nonzero(),
        "row_stored": scan.sums.row_stored(),
        "hashes": scan.hashes.result(),
        "sample_indptr": sample.indptr,
        "sample_indices": sample.indices,
        "sample_values": sample.values,
    }
    seen = {
        f"{name} {what}": (one.count, one.rows.tolist())
        for name, part, whats in (
            ("values", scan.values, ("nan", "infinite", "negative", "fractional")),
            ("canonical", scan.canonical, ("unsorted", "repeated", "outside")),
        )
        for what in whats
        for one in [getattr(part, what)]
    }
    return {
        **{name: (array.tobytes(), len(array)) for name, array in arrays.items()},
        **seen,
        "n_values": scan.values.n_values,
        "n_zeros": scan.values.n_zeros,
        "range": str(scan.values.range()),
    }
