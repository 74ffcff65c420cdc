"""Which rows are in which group, and which groups in which union, as sparse matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.tasks.atoms import UnionOfAtoms


def rows_of_groups(codes: NDArray[np.int64], n_groups: int) -> Any:
    """Return which rows are in which group: sparse, shape (n_groups, len(codes)), CSR.

    Parameters
    ----------
    codes
        Group of each row, -1 for none.
    n_groups
        How many groups there are.

    Examples
    --------
    >>> rows_of_groups(np.array([1, -1, 0, 1]), 2).toarray().astype(int).tolist()
    [[0, 0, 1, 0], [1, 0, 0, 1]]
    """
    order = np.argsort(codes, kind="stable")
    order = order[np.searchsorted(codes[order], 0) :]
    counts = np.bincount(codes[order], minlength=n_groups)
    indptr = np.concatenate([[0], np.cumsum(counts)])
    return sparse.csr_matrix((np.ones(len(order)), order, indptr), shape=(n_groups, len(codes)))


def groups_of_unions(unions: Sequence[UnionOfAtoms], n_groups: int) -> Any:
    """Return which groups are in which union: sparse, shape (len(unions), n_groups), CSR.

    Examples
    --------
    >>> groups_of_unions([(0, 2), ()], 3).toarray().astype(int).tolist()
    [[1, 0, 1], [0, 0, 0]]
    """
    rows = np.repeat(np.arange(len(unions)), [len(union) for union in unions])
    groups = np.array([group for union in unions for group in union], np.int64)
    shape = (len(unions), n_groups)
    return sparse.csr_matrix((np.ones(len(groups)), (rows, groups)), shape=shape)
