"""Which conditions can be compared when blocks differ: the connected parts of a design.

In the additive model ``y = condition + block + noise`` the difference between two conditions can
be estimated exactly if a chain of shared blocks leads from one to the other, that is, if both lie
in one connected component of the bipartite graph of conditions and blocks.

References
----------
Weeks DL, Williams DR (1964). A note on the determination of connectedness in an N-way cross
classification. Technometrics 6:319-324.

Eccleston JA, Hedayat A (1974). On the theory of connected designs: characterization and
optimality. Annals of Statistics 2:1238-1255.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.validators.facts.model import Contingency


@dataclass(frozen=True, slots=True)
class Components:
    """The connected component of every level of the two keys of a table.

    Parameters
    ----------
    left, right
        Number of the component, shapes (n_left,) and (n_right,); -1 for a level without rows.
        Components are numbered from 0 in the order of their first left level.
    count
        Number of components.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    count: int


def connected_components(table: Contingency) -> Components:
    """Find the parts of a table between which no row makes a bridge.

    Union-find on whole arrays: every root takes the smallest root that it shares an entry with,
    and paths are halved until they end, so that the number of rounds grows with the logarithm of
    the number of levels.

    Parameters
    ----------
    table
        Rows counted by two keys; entries with a count of 0 do not connect.

    Examples
    --------
    >>> import numpy as np
    >>> from aivc.validators.facts.model import Contingency
    >>> table = Contingency(
    ...     left_names=("drug", "vehicle"),
    ...     right_names=("plate 1", "plate 2"),
    ...     left=np.array([0, 1]),
    ...     right=np.array([0, 1]),
    ...     counts=np.array([8, 8]),
    ... )
    >>> connected_components(table).count
    2
    """
    import numpy as np

    n_left, n_right = len(table.left_names), len(table.right_names)
    seen = table.counts > 0
    ends = np.asarray(table.left, dtype=np.int64)[seen]
    others = np.asarray(table.right, dtype=np.int64)[seen] + n_left
    parent = _roots(n_left + n_right, ends, others)
    used = np.zeros(n_left + n_right, dtype=bool)
    used[ends] = used[others] = True
    roots = np.unique(parent[used])
    numbered = np.where(used, np.searchsorted(roots, parent), -1)
    return Components(numbered[:n_left], numbered[n_left:], len(roots))


def _roots(size: int, ends: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    parent = np.arange(size, dtype=np.int64)
    while True:
        one, two = parent[ends], parent[others]
        apart = one != two
        if not apart.any():
            return parent
        low, high = np.minimum(one, two)[apart], np.maximum(one, two)[apart]
        np.minimum.at(parent, high, low)
        while True:
            above = parent[parent]
            if np.array_equal(above, parent):
                break
            parent = above
