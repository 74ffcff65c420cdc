"""Coverage of a link within each level of every role that the rows have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.facts.scale.model import GroupCoverageFacts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.storage.keys.joint_keys import Keys
    from aivc.validators.facts.design import RoleKeys
    from aivc.validators.facts.scale.places import ObsPlace
    from aivc.validators.facts.scale.read_sets import ReadSet

MAX_LEVELS = 1_000
"""Levels of a role; one with more names units, it does not group them."""


def group_coverage(
    side: str, units: ReadSet, is_linked: NDArray[np.bool_] | None, roles: RoleKeys | None
) -> tuple[GroupCoverageFacts, ...]:
    """Count linked units by the levels of each role.

    Parameters
    ----------
    side
        ``source`` or ``target``.
    units
        The units of that side. Nothing is counted unless each of them is a row of an obs.
    is_linked
        Which of them are linked, shape (n_units,); None where only how many was counted, of units
        that are no rows of an obs.
    roles
        The key of each row in every role.
    """
    if roles is None or units.annotating is None or is_linked is None:
        return ()
    base_rows = _rows_of_base(units.annotating.place, roles)
    if base_rows is None:
        return ()
    rows = np.append(base_rows, -1)[units.annotating.rows]
    found = []
    for role, keys in sorted(roles.keys.items()):
        if 1 < len(keys.levels) <= MAX_LEVELS:
            found.extend(_counted(side, role, keys, rows, is_linked))
    return tuple(found)


def _counted(
    side: str, role: str, keys: Keys, rows: NDArray[np.int64], is_linked: NDArray[np.bool_]
) -> list[GroupCoverageFacts]:
    codes = np.append(keys.codes, keys.codes.dtype.type(-1))[rows].astype(np.int64)
    n_levels = len(keys.levels)
    n_units = np.bincount(codes + 1, minlength=n_levels + 1)[1:].tolist()
    n_linked = np.bincount(codes[is_linked] + 1, minlength=n_levels + 1)[1:].tolist()
    return [
        GroupCoverageFacts(role, name, side, n, linked)
        for name, n, linked in zip(keys.names, n_units, n_linked, strict=True)
        if n
    ]


def _rows_of_base(place: ObsPlace, roles: RoleKeys) -> NDArray[np.int64] | None:
    """Return the row of the obs with the roles for each row of this one, -1 where none is its."""
    base = roles.columns.base
    if base.table == place.table:
        return np.arange(place.frame.n_rows)
    frame = next((f for f in roles.columns.frames if f.table == place.table), None)
    if frame is None:
        return None
    places = roles.columns.places_in(frame)
    rows = np.full(place.frame.n_rows, -1, np.int64)
    there = places >= 0
    rows[places[there]] = np.flatnonzero(there)
    return rows
