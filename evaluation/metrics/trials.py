"""What a metric does, in the data at hand, when a prediction is changed in a known way."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.metrics.changes import changed
from aivc.evaluation.metrics.response import Change
from aivc.evaluation.metrics.standard_truth import StandardTruth
from aivc.evaluation.readouts.dose_response import EC50
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.metrics.calibrated import CalibratedMetric
    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.metrics.sides import Answer, Reference

NOISE_LEFT: Mapping[Change, float] = MappingProxyType(
    {
        Change.NEUTRAL: 0.0,
        Change.SAME_FOR_ALL: 0.0,
        Change.PERMUTED: 1.0,
        Change.HALVED: 0.25,
        Change.TRIPLED: 9.0,
        Change.MIXED: 0.25,
    }
)
"""Changes of a replicate that are tried, and the share of its sampling variance that is left."""

SLOTS: Mapping[Change, str] = MappingProxyType(
    {
        Change.NEUTRAL: "neutral_value",
        Change.SAME_FOR_ALL: "same_for_all_value",
        Change.PERMUTED: "permuted_value",
        Change.HALVED: "halved_value",
        Change.TRIPLED: "tripled_value",
        Change.MIXED: "mixed_value",
    }
)
"""Slots of ``MetricTrial`` of the standard."""


def metric_trial(
    seen: CalibratedMetric, readout_id: str, tried: StandardTruth | None
) -> dict[str, Any]:
    """Return the instance of ``MetricTrial`` of the standard, as plain data; empty where untried.

    Parameters
    ----------
    seen
        The metric on halves of the data.
    readout_id
        Name of the readout.
    tried
        What :func:`half_to_try` gives; None where there are no halves.
    """
    found = responses(seen.metric, tried)
    repeated = seen.repeated_value()
    if not found or not np.isfinite(repeated):
        return {}
    trial = {
        "metric": seen.metric.metric_id,
        "metric_version": seen.metric.version,
        "readout_id": readout_id,
        "dynamic_range": seen.dynamic_range(),
        "repeated_value": repeated,
    }
    trial |= {SLOTS[change]: value for change, value in found.items()}
    return {slot: value for slot, value in trial.items() if value == value}  # noqa: PLR0124 - NaN


def responses(metric: Metric, tried: StandardTruth | None) -> Mapping[Change, float]:
    """Return what the metric gives for known changes of one half as prediction of the other.

    Parameters
    ----------
    metric
        What is computed.
    tried
        What :func:`half_to_try` gives.
    """
    if tried is None or metric.refusal(tried.reference, tried.perfect):
        return MappingProxyType({})
    truth, half = tried.reference, tried.perfect
    return MappingProxyType(
        {
            change: metric.scores(truth, _noisy(changed(tried, change), half, left)).value()
            for change, left in NOISE_LEFT.items()
        }
    )


def half_to_try(first: Reference, second: Answer) -> StandardTruth | None:
    """Return one half as the truth and the other as its prediction; None where there are no two.

    Rows that have no two halves are left out. Answers are permuted between strong and weak effects,
    by their size, so that no name and no order of rows matters, and because interventions of one
    pathway have effects of one size.
    """
    if first.kind is ReadoutKind.ENDPOINT:
        return None
    second = second.aligned(first.ids, first.features)
    both = np.isfinite(second.values) & np.isfinite(first.values)
    known = np.asarray(both.any(axis=1))
    size = np.square(np.where(first.judged, first.effects, 0.0)).sum(axis=1)
    rows = np.array([row for row in np.argsort(size, kind="stable") if known[row]], dtype=np.int64)
    if not rows.size:
        return None
    truth = first.taken(rows.tolist())
    half = second.aligned(truth.ids, truth.features)
    grows = np.array([not name.startswith(EC50) for name in truth.features], dtype=bool)
    # Where there is no effect there is no dose that has half of it.
    neutral = np.where(grows, truth.neutral, np.nan)
    nothing = replace(half, values=np.tile(neutral, (len(rows), 1)), noise=None)
    return StandardTruth(truth, half, half, half, nothing, grows)


def _noisy(answer: Answer, half: Answer, left: float) -> Answer:
    return replace(answer, noise=None if half.noise is None else left * half.noise)
