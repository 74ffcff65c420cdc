"""The nearest point of another set by a k-d tree, for places that are too crowded for a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDING = 1e-9
"""Relative; distances that differ by less may be one distance, computed in another order."""


def nearest_in_tree(
    query: NDArray[np.float64], reference: NDArray[np.float64], limit: float
) -> NDArray[np.int64]:
    """Return a reference point that is nearest to each point of the query.

    Parameters
    ----------
    query, reference
        Places, shapes (n_query, n_axes) and (n_reference, n_axes). Those of the reference should
        be different: a tree cannot tell equal ones apart.
    limit
        Distance from which points are no neighbours.

    Returns
    -------
    ndarray
        Positions in ``reference``, shape (n_query,), -1 where none is nearer than the limit.

    Examples
    --------
    >>> nearest_in_tree(np.array([[0.0, 0.0], [9.0, 0.0]]), np.array([[1.0, 0.0]]), 2.0)
    array([ 0, -1])
    """
    from scipy.spatial import cKDTree

    _, found = cKDTree(reference).query(query, distance_upper_bound=limit)
    return np.where(found < len(reference), found, -1).astype(np.int64)


def all_nearest_in_tree(
    query: NDArray[np.float64], reference: NDArray[np.float64], limit: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every reference point that may be nearest to a point of the query.

    Returns
    -------
    query, reference
        Positions of pairs, by query in ascending order. Several are of one point of the query
        where distances are equal but for rounding; a point without a neighbour has no pair.
    """
    from scipy.spatial import cKDTree

    tree = cKDTree(reference)
    distance, found = tree.query(query, k=2, distance_upper_bound=limit)
    has = np.isfinite(distance[:, 0])
    is_tied = has & (distance[:, 1] <= distance[:, 0] * (1 + ROUNDING))
    alone = np.flatnonzero(has & ~is_tied)
    tied = np.flatnonzero(is_tied)
    around = tree.query_ball_point(query[tied], distance[tied, 0] * (1 + ROUNDING))
    sizes = [len(members) for members in around]
    at = np.concatenate([alone, np.repeat(tied, sizes)])
    partner = np.concatenate([found[alone, 0], *(np.array(m, np.int64) for m in around)])
    order = np.argsort(at, kind="stable")
    return at[order], partner[order].astype(np.int64)
