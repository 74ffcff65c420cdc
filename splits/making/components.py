"""Connected components: what hangs together, directly or through others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def connected(n_nodes: int, left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.int64]:
    """Return the lowest node that each node is connected to.

    In each round every tree whose root has a lower neighbour is hooked below it, and paths are
    halved until all point at roots. Of the roots of a component at most half remain, so that a
    million nodes take about twenty rounds at the worst.

    Parameters
    ----------
    n_nodes
        Nodes.
    left, right
        Ends of each edge, shape (n_edges,).

    Examples
    --------
    >>> connected(5, np.array([3, 1]), np.array([1, 4])).tolist()
    [0, 1, 2, 1, 1]
    """
    label = np.arange(n_nodes, dtype=np.int64)
    one, other = np.asarray(left, np.int64), np.asarray(right, np.int64)
    while True:
        one, other = label[one], label[other]
        differs = one != other
        if not differs.any():
            return label
        one, other = one[differs], other[differs]
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        _flatten(label)


def _flatten(label: NDArray[np.int64]) -> None:
    while True:
        higher = label[label]
        if np.array_equal(higher, label):
            return
        label[:] = higher
