"""Count rows by conditions, and by pairs of roles."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.joint_keys import Keys, joint_codes
from aivc.storage.keys.owners import NOBODY
from aivc.validators.facts.contingency import count_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.keys.owners import Owners
    from aivc.validators.facts.model import Contingency


def keys_of(owners: Owners) -> Keys:
    """Return identifiers as keys; a row that none or several claim has none."""
    return Keys(np.maximum(owners.codes, NOBODY), tuple((name,) for name in owners.ids))


def counts_by_condition(
    card: DatasetCard, owners: Owners | None, crossed: Mapping[str, Keys]
) -> dict[tuple[str, ...], Contingency]:
    """Count rows by condition of the card, for each role and for what controls are matched on."""
    if owners is None or not owners.ids:
        return {}
    conditions = keys_of(owners)
    wanted: dict[tuple[str, ...], None] = {(role,): None for role in crossed if role != "condition"}
    for control in card.controls:
        roles = tuple(dict.fromkeys(control.matched_on))
        if roles and all(role in crossed for role in roles):
            wanted[roles] = None
    pairs = [(conditions, _joined([crossed[role] for role in roles])) for roles in wanted]
    return dict(zip(wanted, count_pairs(pairs), strict=True))


def counts_by_pair(crossed: Mapping[str, Keys]) -> dict[tuple[str, str], Contingency]:
    """Count rows by the levels of each two roles."""
    names = list(combinations(sorted(crossed), 2))
    return dict(zip(names, count_pairs([(crossed[a], crossed[b]) for a, b in names]), strict=True))


def _joined(keys: Sequence[Keys]) -> Keys:
    """Combine the keys of several roles; missing where any is."""
    if len(keys) == 1:
        return keys[0]
    joint = joint_codes([key.codes for key in keys])
    is_known = (joint.combinations >= 0).all(axis=1)
    place = np.where(is_known, np.cumsum(is_known) - 1, -1)
    levels = tuple(
        tuple(label for key, code in zip(keys, row, strict=True) for label in key.levels[code])
        for row in joint.combinations[is_known].tolist()
    )
    return Keys(place[joint.codes], levels)
