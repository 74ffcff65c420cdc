"""Make the reference of a readout from the truth that the harness holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.sides import NOTHING, Reference
from aivc.evaluation.readouts.gene_names import features_of_members
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.readouts.readout import ReadoutValues
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.units import Unit

OF_FEATURES = frozenset({ReadoutKind.EXPRESSION, ReadoutKind.INTERACTION})
"""Readouts whose columns are features of the data, which an agent may act on."""

NONE: frozenset[str] = frozenset()


def reference_of(
    truth: Truth,
    kind: ReadoutKind,
    values: ReadoutValues,
    *,
    neutral: NDArray[np.float64] | None = None,
) -> Reference:
    """Return the reference of one readout of the truth.

    Noise and p-values belong to states, so they are given where the readout is expression and has
    the features of the truth. Where states are effects (they have controls) the noise of a value is
    that of the state, and the noise of the control is given apart.

    Parameters
    ----------
    truth
        What was measured.
    kind
        Kind of the readout.
    values
        The readout of ``truth.states``.
    neutral
        Values that know nothing of the row, shape (n_features,), in the order of
        ``values.features``; zeros where None.
    """
    units = [[truth.units[place] for place in members] for members in values.members]
    panels = tuple(_panel(row) for row in units)
    targeted = frozenset(truth.targeted) & set(values.features) if kind in OF_FEATURES else NONE
    targets = _targets(targeted, units)
    start = NOTHING if neutral is None else neutral
    if kind is not ReadoutKind.EXPRESSION:
        return Reference(
            values.ids,
            kind,
            values.features,
            values.values,
            start,
            weights=values.weights,
            targets=targets,
            panels=panels,
            targeted=targeted,
        )
    rows = np.array([members[0] for members in values.members], dtype=np.int64)
    place = {name: column for column, name in enumerate(truth.features)}
    columns = np.array([place[name] for name in values.features], dtype=np.int64)

    def of_values(matrix: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
        return None if matrix is None else matrix[np.ix_(rows, columns)]

    return Reference(
        values.ids,
        kind,
        values.features,
        values.values,
        start,
        of_values(truth.noise),
        of_values(truth.control_noise),
        of_values(truth.p_values),
        values.weights,
        targets,
        panels,
        targeted,
    )


def _panel(units: list[Unit]) -> str:
    """Return the context that all units of a row share, as text."""
    shared = set.intersection(*(set(unit.context.items()) for unit in units))
    return "|".join(f"{axis}={value}" for axis, value in sorted(shared))


def _targets(targeted: frozenset[str], rows: list[list[Unit]]) -> tuple[frozenset[str], ...]:
    """Return the targeted features that the agents of each row are named after, in any spelling."""
    agents = [
        sorted({agent for unit in units for agent in unit.intervention.agents}) for units in rows
    ]
    every = sorted(set().union(*agents)) if targeted else []
    feature_of = features_of_members(every, sorted(targeted))
    return tuple(
        frozenset(feature_of[each] for each in row if each in feature_of) for row in agents
    )
