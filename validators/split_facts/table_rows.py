"""Which observation each row of a table is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.storage.errors import UnreadableInputError
from aivc.storage.keys.frame_hashes import hash_names

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.splits.observations import Observations
    from aivc.storage.model import Table


def places_of_rows(table: Table, observations: Observations) -> NDArray[np.int64] | None:
    """Return the position among the observations of each row of a table, by name.

    Returns
    -------
    ndarray or None
        Shape (n_obs,), -1 for rows that are none of the observations; None where rows cannot be
        matched.
    """
    if observations.segments:
        own = [np.arange(a, b) for name, a, b in observations.segments if name == table.name]
        return own[0] if own else None
    if table.name == observations.table and table.n_obs == observations.n_rows:
        return np.arange(observations.n_rows)
    try:
        names = hash_names(table.obs)
    except UnreadableInputError:
        return None
    if not observations.n_rows or len(names) != table.n_obs:
        return None
    order = np.argsort(observations.id_hashes, kind="stable")
    place = np.searchsorted(observations.id_hashes, names, sorter=order)
    place[place == observations.n_rows] = 0
    found = order[place]
    is_known: NDArray[np.bool_] = observations.id_hashes[found] == names
    return np.where(is_known, found, -1)


def taken(values: NDArray[np.signedinteger[Any]], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the code at each place, -1 where there is no place."""
    return np.append(values.astype(np.int64), -1)[places]
