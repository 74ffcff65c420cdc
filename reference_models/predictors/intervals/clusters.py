"""Which units are exchangeable only together, and how they are dealt to folds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView

Keys: TypeAlias = "tuple[Hashable, ...]"
"""One key for each of some rows; rows of one key belong together."""


AGENTS = frozenset({"agent", "combination", "target", "scaffold", "compound_cluster", "guide"})
"""Axes that are about which agents act."""


def clusters_of(view: TrainingView, rows: Sequence[int]) -> Keys:
    """Return the cluster of each of some rows; every unit is its own where the task names no axis.

    Where the view tells no clusters, they are what can be known of the axes from the units: values
    of the context, agents, doses and times. Units of which an axis is not known are one cluster,
    because nothing says that they are exchangeable.
    """
    if view.clusters:
        return tuple(view.clusters[row] for row in rows)
    axes = view.task.cluster_axes
    if not axes or "observation" in axes:
        return tuple(view.units[row].unit_id for row in rows)
    return tuple(tuple(_value(view.units[row], axis) for axis in axes) for row in rows)


def contexts_of(view: TrainingView, rows: Sequence[int]) -> Keys:
    """Return the context of each of some rows."""
    return tuple(tuple(sorted(view.units[row].context.items())) for row in rows)


def as_numbers(keys: Keys) -> tuple[int, ...]:
    """Return keys as numbers in the order in which they come first.

    Examples
    --------
    >>> as_numbers(("b", "a", "b"))
    (0, 1, 0)
    """
    numbers: dict[Hashable, int] = {}
    return tuple(numbers.setdefault(key, len(numbers)) for key in keys)


def _value(unit: Unit, axis: str) -> Hashable:
    if axis in unit.context:
        return unit.context[axis]
    if axis == "time":
        return repr(unit.harvest_hours)
    if axis in {"dose", "condition"}:
        return unit.intervention.key
    return unit.intervention.agents if axis in AGENTS else ""


def deal(
    view: TrainingView, rows: Sequence[int], keys: Keys, most: int
) -> tuple[tuple[int, ...], ...]:
    """Deal rows to at most ``most`` folds, rows of one key to the same fold.

    Groups are dealt in the order of what their rows hold, so that folds are alike and neither
    names nor the order of rows plays a part.

    Returns
    -------
    tuple of tuple of int
        Positions in ``rows``, fold by fold.
    """
    groups: dict[Hashable, list[int]] = {}
    for position, key in enumerate(keys):
        groups.setdefault(key, []).append(position)
    if not groups:
        return ()
    content = _content(view, rows)
    order = sorted(groups.values(), key=lambda group: (len(group), *_total(content[group])))
    folds = (order[first::most] for first in range(min(most, len(order))))
    return tuple(tuple(sorted(_flat(groups))) for groups in folds)


def _content(view: TrainingView, rows: Sequence[int]) -> NDArray[np.float64]:
    chosen = list(rows)
    states = np.nan_to_num(view.states[chosen])
    columns = [(states**2).sum(axis=1), states @ states.mean(axis=0)]
    if view.inputs is not None:
        inputs = np.nan_to_num(view.inputs.of([view.units[row] for row in chosen]))
        columns += [(inputs**2).sum(axis=1)]
    return np.stack(columns, axis=1)


def _total(content: NDArray[np.float64]) -> tuple[float, ...]:
    # Sorted, because sums of floats depend on their order.
    return tuple(float(total) for total in np.sort(content, axis=0).sum(axis=0))


def _flat(groups: Iterable[list[int]]) -> list[int]:
    return [position for group in groups for position in group]
