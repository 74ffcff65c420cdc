"""What a control shares with the rows that it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.drafting.relations import joint_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.adapters.drafting.arms import Arms
    from aivc.adapters.drafting.columns import ObsColumn, ObsColumns


def matched_roles(
    arms: Arms, obs: ObsColumns, roles: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the roles on which every treated row has controls, jointly.

    Parameters
    ----------
    arms
        The arms.
    obs
        The columns.
    roles
        Columns by role, in the order in which roles are tried.
    """
    treated, control = arms.is_treated, arms.is_control
    if not treated.any() or not control.any():
        return ()
    kept: list[str] = []
    columns: list[ObsColumn] = []
    for role, names in roles.items():
        tried = [*columns, *obs.describe(names)]
        joint = joint_codes(tried)
        if (joint[treated] < 0).any():
            continue
        if set(np.unique(joint[treated]).tolist()) <= set(np.unique(joint[control]).tolist()):
            kept.append(role)
            columns = tried
    return tuple(kept)
