"""Apply known changes to a prediction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.averages import ratio
from aivc.evaluation.metrics.response import Change
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Answer
    from aivc.evaluation.metrics.standard_truth import StandardTruth

OF_OUTCOMES = frozenset(
    {
        Change.PERFECT,
        Change.NEUTRAL,
        Change.PERMUTED,
        Change.THINNED,
        Change.ONE_MISSING,
        Change.ALL_MISSING,
    }
)
"""Changes of predicted outcomes; a risk and a probability have no effect to halve."""


def changes_of(kind: ReadoutKind) -> frozenset[Change]:
    """Return the changes that make sense for a kind of readout."""
    return OF_OUTCOMES if kind is ReadoutKind.ENDPOINT else frozenset(Change)


def changed(truth: StandardTruth, change: Change) -> Answer:
    """Return the rough prediction of a truth after a change."""
    ready = {
        Change.PERFECT: truth.perfect,
        Change.NEUTRAL: truth.neutral,
        Change.THINNED: truth.thinned,
    }
    if change in ready:
        return ready[change]
    if change is Change.MIRRORED:
        return _mapped(truth.perfect, lambda values: _scaled(truth, values, -1.0))
    return _mapped(truth.rough, lambda values: _change(truth, values, change))


def _change(
    truth: StandardTruth, values: NDArray[np.float64], change: Change
) -> NDArray[np.float64]:
    known = np.isfinite(values)
    mean = ratio(np.where(known, values, 0.0).sum(axis=0), known.sum(axis=0))
    mean = np.tile(mean, (len(values), 1))
    if change is Change.SAME_FOR_ALL:
        return mean
    if change is Change.MIXED:
        return (values + mean) / 2
    if change is Change.PERMUTED:
        return np.roll(values, len(values) // 2, axis=0)
    if change is Change.HALVED:
        return _scaled(truth, values, 0.5)
    if change is Change.TRIPLED:
        return _scaled(truth, values, 3.0)
    n_missing = 1 if change is Change.ONE_MISSING else len(values)
    return np.vstack([np.full((n_missing, values.shape[1]), np.nan), values[n_missing:]])


def _scaled(
    truth: StandardTruth, values: NDArray[np.float64], factor: float
) -> NDArray[np.float64]:
    neutral = truth.reference.neutral
    return np.where(truth.grows, neutral + factor * (values - neutral), values)


def _mapped(answer: Answer, change: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Answer:
    quantiles = answer.quantiles
    if quantiles is not None:
        quantiles = np.stack([change(each) for each in quantiles])
    return replace(answer, values=change(answer.values), quantiles=quantiles)
