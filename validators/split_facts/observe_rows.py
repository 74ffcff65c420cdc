"""Rows as an axis of their own, for splits that deal observations one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.observations import AxisKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aivc.schema.generated.views import SplitManifest

AXIS = "observation"


def is_asked(manifest: SplitManifest | None) -> bool:
    """Tell whether a manifest claims something of single observations.

    A level for each row costs memory, so the axis is made only where it is asked for.
    """
    return manifest is not None and any(claim.claim_axis == AXIS for claim in manifest.claims)


def rows_as_axis(n_rows: int, names_of: Callable[[Sequence[int]], tuple[str, ...]]) -> AxisKeys:
    """Return the axis whose levels are the names of rows; rows of one name are one level."""
    place: dict[str, int] = {}
    codes = np.fromiter(
        (place.setdefault(name, len(place)) for name in names_of(range(n_rows))), np.int32, n_rows
    )
    return AxisKeys(AXIS, codes, tuple(place), source="rows")
