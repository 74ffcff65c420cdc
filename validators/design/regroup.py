"""Count the rows of a table by coarser keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import Contingency


def regroup_left(table: Contingency, group_of: Mapping[str, str]) -> Contingency:
    """Merge left levels into groups and drop those that belong to none.

    Parameters
    ----------
    table
        Rows counted by two keys.
    group_of
        Group of each left level; levels that are not in it are dropped.

    Returns
    -------
    Contingency
        Groups, in the order of their names, by the right levels that still have rows.

    Examples
    --------
    >>> import numpy as np
    >>> from aivc.validators.facts.model import Contingency
    >>> table = Contingency(
    ...     left_names=("drug 1 uM", "drug 5 uM", "DMSO", "blank"),
    ...     right_names=("P1", "P2"),
    ...     left=np.array([0, 1, 2, 3]),
    ...     right=np.array([0, 0, 1, 1]),
    ...     counts=np.array([4, 5, 6, 7]),
    ... )
    >>> groups = {"drug 1 uM": "drug", "drug 5 uM": "drug", "DMSO": "vehicle"}
    >>> merged = regroup_left(table, groups)
    >>> merged.left_names, merged.counts.tolist()
    (('drug', 'vehicle'), [9, 6])
    """
    import numpy as np

    from aivc.validators.facts.model import Contingency

    names = tuple(sorted(set(group_of.values())))
    position = {name: index for index, name in enumerate(names)}
    group = np.array(
        [position[group_of[name]] if name in group_of else -1 for name in table.left_names],
        dtype=np.int64,
    )
    new = group[table.left] if len(group) else np.zeros(0, dtype=np.int64)
    kept = (new >= 0) & (table.counts > 0)
    present, right = np.unique(table.right[kept], return_inverse=True)
    key = new[kept] * max(len(present), 1) + right
    pairs, where = np.unique(key, return_inverse=True)
    counts = np.zeros(len(pairs), dtype=np.int64)
    np.add.at(counts, where, table.counts[kept].astype(np.int64))
    left, right = np.divmod(pairs, max(len(present), 1))
    return Contingency(
        left_names=names,
        right_names=tuple(table.right_names[level] for level in present),
        left=left,
        right=right,
        counts=counts,
        n_missing=table.n_missing,
    )


def transposed(table: Contingency) -> Contingency:
    """Return the table with its keys exchanged."""
    from aivc.validators.facts.model import Contingency

    return Contingency(
        left_names=table.right_names,
        right_names=table.left_names,
        left=table.right,
        right=table.left,
        counts=table.counts,
        n_missing=table.n_missing,
    )


def rows_by_left(table: Contingency) -> NDArray[np.int64]:
    """Return the rows of each left level, shape (n_left,)."""
    import numpy as np

    rows = np.zeros(len(table.left_names), dtype=np.int64)
    np.add.at(rows, table.left, table.counts.astype(np.int64))
    return rows
