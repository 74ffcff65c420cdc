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
    """

    reason: str
    codes: NDArray[np.signedinteger[Any]]
    levels: tuple[str, ...] = ()
    axis: str = ""


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
