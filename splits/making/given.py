"""Parts that shall hold given values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.splits.errors import InfeasibleSplitError
from aivc.splits.making.problem import value_rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from aivc.splits.making.groups import Groups
    from aivc.splits.making.problem import Problem


def given_parts(
    problem: Problem, groups: Groups, axes: Collection[str] | None = None
) -> NDArray[np.int64]:
    """Return the part of each group that holds a given value, -1 for the others.

    Parameters
    ----------
    problem
        Names values by part.
    groups
        Groups of rows.
    axes
        Axes whose values count here; all where it is None.

    Raises
    ------
    InfeasibleSplitError
        Values that two parts shall hold hang together.
    """
    names = [part.name for part in problem.request.parts]
    parts = np.full(groups.n_groups, -1, np.int64)
    holder: dict[int, str] = {}
    for name, values in problem.request.given.items():
        for axis, value in values:
            if axes is not None and axis not in axes:
                continue
            rows = value_rows(problem.observations, axis, value) & (groups.codes >= 0)
            for group in np.unique(groups.codes[rows]).tolist():
                _demand_free(parts[group], names, name, value, holder.get(group, ""))
                parts[group] = names.index(name)
                holder[group] = value
    return parts


def _demand_free(part: int, names: list[str], wanted: str, value: str, other: str) -> None:
    if part >= 0 and names[part] != wanted:
        message = (
            f"{value} shall be in {wanted} and {other} in {names[part]}, but they hang together: "
            "some observations link them by what is kept whole. Put both in one part."
        )
        raise InfeasibleSplitError(message)
