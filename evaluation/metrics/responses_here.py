"""What a metric does, in the data at hand, when a prediction is changed in a known way."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.changes import changed
from aivc.evaluation.metrics.response import Change
from aivc.evaluation.metrics.standard_truth import StandardTruth
from aivc.evaluation.readouts.dose_response import EC50
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.metrics.sides import Answer, Reference

TRIED = (
    Change.NEUTRAL,
    Change.SAME_FOR_ALL,
    Change.PERMUTED,
    Change.HALVED,
    Change.TRIPLED,
    Change.MIXED,
)
"""Changes of a replicate that need no more than its values."""


def responses(metric: Metric, first: Reference, second: Answer) -> Mapping[Change, float]:
    """Return what the metric gives for known changes of one half as prediction of the other.

    Rows that have no two halves are left out. Answers are permuted in the order of the size of
    effects, so that no name and no order of rows matters.
    """
    second = second.aligned(first.ids, first.features)
    both = np.isfinite(second.values) & np.isfinite(first.values)
    known = np.asarray(both.any(axis=1))
    size = np.square(np.where(first.judged, first.effects, 0.0)).sum(axis=1)
    rows = np.array([row for row in np.argsort(size, kind="stable") if known[row]], dtype=np.int64)
    if not rows.size:
        return MappingProxyType({})
    truth = _rows_of(first, rows)
    half = second.aligned(truth.ids, truth.features)
    nothing = replace(half, values=np.tile(truth.neutral, (len(rows), 1)), noise=None)
    is_dose = [name.startswith(EC50) for name in truth.features]
    grows = ~np.array(is_dose, dtype=bool)
    given = StandardTruth(truth, half, half, half, nothing, grows)
    if metric.refusal(truth, half) or truth.kind is ReadoutKind.ENDPOINT:
        return MappingProxyType({})
    return MappingProxyType(
        {change: metric.scores(truth, changed(given, change)).value() for change in TRIED}
    )


def _rows_of(reference: Reference, rows: NDArray[np.int64]) -> Reference:
    def picked(matrix: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
        return None if matrix is None else matrix[rows]

    return replace(
        reference,
        ids=tuple(reference.ids[row] for row in rows),
        values=reference.values[rows],
        noise=picked(reference.noise),
        control_noise=picked(reference.control_noise),
        p_values=picked(reference.p_values),
        weights=picked(reference.weights),
        targets=tuple(reference.targets[row] for row in rows),
        panels=tuple(reference.panels[row] for row in rows),
    )
