"""Look up the entries of single left levels of a table without going through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import Contingency


class LeftIndex:
    """The entries of a table, sorted by their left level.

    Parameters
    ----------
    table
        Rows counted by two keys; entries with a count of 0 are left out.

    Examples
    --------
    >>> import numpy as np
    >>> from aivc.validators.facts.model import Contingency
    >>> table = Contingency(
    ...     left_names=("drug", "vehicle"),
    ...     right_names=("P1", "P2"),
    ...     left=np.array([0, 1, 1]),
    ...     right=np.array([1, 0, 1]),
    ...     counts=np.array([8, 4, 4]),
    ... )
    >>> LeftIndex(table).rows_by_right(["drug", "vehicle"])
    (array([0, 1]), array([ 4, 12]))
    """

    def __init__(self, table: Contingency) -> None:
        import numpy as np

        seen = np.flatnonzero(table.counts > 0)
        order = seen[np.argsort(table.left[seen], kind="stable")]
        self._position = {name: index for index, name in enumerate(table.left_names)}
        self._right = table.right[order].astype(np.int64)
        self._counts = table.counts[order].astype(np.int64)
        levels = np.arange(len(table.left_names) + 1)
        self._starts = np.searchsorted(table.left[order], levels).tolist()

    def entries(
        self, names: Sequence[str]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the entries of some left levels: position in ``names``, right level, rows."""
        import numpy as np

        slices = [self._slice(name) for name in names]
        sizes = [part.stop - part.start for part in slices]
        owner = np.repeat(np.arange(len(slices), dtype=np.int64), sizes)
        taken = np.concatenate([*(np.arange(p.start, p.stop) for p in slices), owner[:0]])
        return owner, self._right[taken], self._counts[taken]

    def rows_by_right(self, names: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the right levels that rows of some left levels have, ascending, and the rows."""
        import numpy as np

        _, right, counts = self.entries(tuple(names))
        levels, where = np.unique(right, return_inverse=True)
        return levels, np.bincount(where, weights=counts, minlength=len(levels)).astype(np.int64)

    def right_levels(self, names: Iterable[str]) -> NDArray[np.int64]:
        """Return the right levels that rows of some left levels have, ascending."""
        return self.rows_by_right(names)[0]

    def _slice(self, name: str) -> slice:
        level = self._position.get(name)
        return slice(0, 0) if level is None else slice(self._starts[level], self._starts[level + 1])
