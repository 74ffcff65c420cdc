"""Who is next to whom, in coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class GraphKind(StrEnum):
    """How neighbours are found; the values of the enum of the standard."""

    KNN = "knn"
    RADIUS = "radius"
    DELAUNAY = "delaunay"


USUAL_NEIGHBOURS = 6
"""A spot of a hexagonal array has so many."""


@dataclass(frozen=True, slots=True)
class Graph:
    """How neighbours are found.

    ``n_neighbours`` is for nearest neighbours; ``radius`` is in the unit of the coordinates.
    """

    kind: GraphKind
    n_neighbours: int = USUAL_NEIGHBOURS
    radius: float = 0.0

    @property
    def parameter(self) -> str:
        """What the kind leaves open, as text."""
        if self.kind is GraphKind.KNN:
            return str(self.n_neighbours)
        return repr(self.radius) if self.kind is GraphKind.RADIUS else ""


def neighbours(places: NDArray[np.float64], graph: Graph) -> NDArray[np.intp]:
    """Return pairs of neighbours, each once.

    Parameters
    ----------
    places
        Coordinates, shape (n_units, 2 or 3), finite.
    graph
        How they are found. Two are neighbours where either is among the nearest of the other.

    Returns
    -------
    numpy.ndarray
        Shape (n_pairs, 2), the lower row first, sorted.

    Raises
    ------
    TaskError
        Coordinates are not finite, or lie so that no triangles can be made.

    Examples
    --------
    >>> import numpy as np
    >>> neighbours(np.array([[0.0, 0], [1, 0], [5, 0]]), Graph(GraphKind.KNN, 1)).tolist()
    [[0, 1], [1, 2]]
    """
    import numpy as np

    if not np.isfinite(places).all():
        msg = "neighbours: coordinates of some units are not finite; leave these units out"
        raise TaskError(msg)
    if len(places) < 2:
        return np.empty((0, 2), dtype=np.intp)
    # On a grid several are equally near; which is taken must not depend on the order of rows.
    order = np.lexsort(places.T)
    places = places[order]
    match graph.kind:
        case GraphKind.KNN:
            found = _nearest(places, graph.n_neighbours)
        case GraphKind.RADIUS:
            found = _within(places, graph.radius)
        case GraphKind.DELAUNAY:
            found = _triangles(places)
    pairs = np.sort(order[found], axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _nearest(places: NDArray[np.float64], n_neighbours: int) -> NDArray[np.intp]:
    import numpy as np
    from scipy.spatial import cKDTree

    k = min(n_neighbours, len(places) - 1)
    # One more than asked: units in one place may find each other before themselves.
    _, found = cKDTree(places).query(places, k=k + 1)
    own = np.arange(len(places))[:, None]
    order = np.argsort(found == own, axis=1, kind="stable")
    others = np.take_along_axis(found, order, axis=1)[:, :k]
    return np.column_stack([np.repeat(own, k), others.ravel()]).astype(np.intp)


def _within(places: NDArray[np.float64], radius: float) -> NDArray[np.intp]:
    import numpy as np
    from scipy.spatial import cKDTree

    found = cKDTree(places).query_pairs(radius, output_type="ndarray")
    return np.asarray(found, dtype=np.intp).reshape(-1, 2)


def _triangles(places: NDArray[np.float64]) -> NDArray[np.intp]:
    from itertools import combinations

    import numpy as np
    from scipy.spatial import Delaunay, QhullError

    try:
        corners = Delaunay(places).simplices
    except QhullError as error:
        msg = "neighbours: no triangles can be made of units that lie in one line; use knn"
        raise TaskError(msg) from error
    sides = [corners[:, pair] for pair in combinations(range(corners.shape[1]), 2)]
    return np.vstack(sides).astype(np.intp)
