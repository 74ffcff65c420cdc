"""Hard links: rows that must not be divided between parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.making.components import connected

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Links:
    """Rows that belong together for one reason.

    Attributes
    ----------
    reason
        In words, such as ``donor`` or ``identical content``.
    codes
        Rows of one code stay together; -1 is linked to nothing. Shape (n_rows,).
    levels
        Name of each code, where it has one.
    axis
        Axis that the codes are of; empty for links from elsewhere.
    things, rows
        Of links that are no groups by nature: each of ``rows`` has the thing of ``things``, and
        rows that have one in common are linked. Codes are then all that hangs together. Where
        blocks in space cut through it, rows are left out rather than everything kept together.
        Shape (n_memberships,); None of other links.
    """

    reason: str
    codes: NDArray[np.signedinteger[Any]]
    levels: tuple[str, ...] = ()
    axis: str = ""
    things: NDArray[np.int64] | None = None
    rows: NDArray[np.int64] | None = None


def links_of_things(
    reason: str, n_rows: int, things: NDArray[np.int64], rows: NDArray[np.int64]
) -> Links:
    """Make links of rows that have a thing in common.

    Examples
    --------
    >>> links_of_things("cell", 4, np.array([7, 7, 8, 8]), np.array([0, 2, 2, 3])).codes.tolist()
    [0, -1, 0, 0]
    """
    order = np.lexsort((rows, things))
    is_same = things[order][1:] == things[order][:-1]
    pairs = np.column_stack([rows[order][:-1][is_same], rows[order][1:][is_same]])
    linked = links_of_pairs(reason, n_rows, pairs)
    return Links(reason, linked.codes, things=things, rows=rows)


def links_of_pairs(reason: str, n_rows: int, pairs: NDArray[Any]) -> Links:
    """Make links of pairs of rows, shape (n_pairs, 2).

    Examples
    --------
    >>> links_of_pairs("identical content", 4, np.array([[0, 2]])).codes.tolist()
    [0, -1, 0, -1]
    """
    label = connected(n_rows, pairs[:, 0], pairs[:, 1])
    is_linked = np.zeros(n_rows, bool)
    is_linked[pairs.ravel()] = True
    codes = np.full(n_rows, -1, np.int64)
    codes[is_linked] = np.unique(label[is_linked], return_inverse=True)[1]
    return Links(reason, codes)
