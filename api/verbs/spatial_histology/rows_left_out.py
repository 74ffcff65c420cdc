"""Take rows out of the parts of a split that was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.splits.errors import InfeasibleSplitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.splits.making.made import MadeSplit

_LEFT_OUT = frozenset({"excluded", "buffer"})


def without_rows(made: MadeSplit, rows: NDArray[np.bool_], why: str) -> MadeSplit:
    """Take rows out of the parts that are learned from or judged, and say so in the header.

    Raises
    ------
    InfeasibleSplitError
        Nothing is left of a part.
    """
    parts = made.partitioning
    is_used = np.array([*(role not in _LEFT_OUT for role in parts.roles), False])
    leaving = rows & is_used[parts.codes]
    if not leaving.any():
        return made
    codes = np.where(leaving, np.int16(-1), parts.codes)
    counts = np.bincount(codes[codes >= 0], minlength=len(parts.names))
    if empty := [parts.names[k] for k in np.flatnonzero(is_used[:-1] & (counts == 0))]:
        msg = f"nothing is left for {' and '.join(empty)} without the units of which {why}"
        raise InfeasibleSplitError(msg)
    by_name = dict(zip(parts.names, counts.tolist(), strict=True))
    return replace(
        made,
        partitioning=replace(parts, codes=codes),
        header=_recounted(made.header, by_name, why, int(np.count_nonzero(leaving))),
        sizes=tuple(
            replace(size, n_observations=by_name[size.name], share=by_name[size.name] / len(codes))
            for size in made.sizes
        ),
    )


def _recounted(
    header: Mapping[str, Any], by_name: Mapping[str, int], why: str, n_leaving: int
) -> dict[str, Any]:
    partitions = [
        {**part, "n_observations": by_name[part["partition_name"]]} for part in header["partitions"]
    ]
    excluded = {"exclusion_reason": why, "n_observations": n_leaving}
    exclusions = [*header.get("exclusions", ()), excluded]
    return {**header, "partitions": partitions, "exclusions": exclusions}
