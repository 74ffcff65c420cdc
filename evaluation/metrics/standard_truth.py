"""Made-up truths on which every metric is tried, one for each kind of readout."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.sides import Answer, Reference
from aivc.evaluation.readouts.dose_response import EC50, MEAN_EFFECT
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20_260_101
N_ROWS, N_FEATURES, N_RESPONDING = 12, 40, 16
NOISE_SD, ROUGH_SD = 0.3, 0.6
"""Of what is measured, and of a prediction that knows the truth up to noise."""

LEVELS, DEVIATES = (0.05, 0.25, 0.5, 0.75, 0.95), (-1.645, -0.674, 0.0, 0.674, 1.645)


@dataclass(frozen=True, eq=False)
class StandardTruth:
    """A truth and three predictions of it.

    ``rough`` knows the truth up to noise, ``thinned`` up to three times as much, and ``neutral``
    knows nothing of any row. ``grows`` are the columns that grow with the size of effects.
    """

    reference: Reference
    perfect: Answer
    rough: Answer
    thinned: Answer
    neutral: Answer
    grows: NDArray[np.bool_]


def standard_truth(kind: ReadoutKind) -> StandardTruth:
    """Return the truth of one kind of readout, the same at every call."""
    random = np.random.default_rng(SEED)
    if kind is ReadoutKind.COMPOSITION:
        return _shares(random)
    if kind is ReadoutKind.DOSE_RESPONSE:
        return _curves(random)
    if kind is ReadoutKind.ENDPOINT:
        from aivc.evaluation.metrics.standard_outcomes import standard_outcomes

        return standard_outcomes(random)
    return _effects(kind, random)


def _effects(kind: ReadoutKind, random: np.random.Generator) -> StandardTruth:
    """Effects of twelve interventions, six in each of two contexts, which share a part."""
    from scipy.special import erfc

    shape = (N_ROWS, N_FEATURES)
    latent = np.zeros(shape)
    for row in latent:
        responds = random.choice(N_FEATURES, N_RESPONDING, replace=False)
        row[responds] = random.normal(0.0, 2.0, N_RESPONDING)
    latent += random.normal(0.0, 0.5, N_FEATURES)
    values = latent + random.normal(0.0, NOISE_SD, shape)
    variance = np.full(shape, NOISE_SD**2 / 2)
    reference = Reference(
        _names("u", N_ROWS),
        kind,
        _names("g", N_FEATURES),
        values,
        noise=variance,
        control_noise=variance,
        p_values=erfc(np.abs(values) / NOISE_SD / np.sqrt(2.0)),
        weights=random.uniform(1.0, 20.0, shape) if kind is ReadoutKind.NEIGHBOURHOOD else None,
        targets=tuple(frozenset({name}) for name in _names("g", N_ROWS)),
        panels=("one",) * (N_ROWS // 2) + ("other",) * (N_ROWS // 2),
    )
    error = random.normal(0.0, ROUGH_SD, shape)
    return _of(
        reference, latent + error, latent + 3.0 * error, np.zeros(shape), np.ones(N_FEATURES)
    )


def _shares(random: np.random.Generator) -> StandardTruth:
    """Shares of six states in twelve samples."""
    values = random.dirichlet(np.ones(6), N_ROWS)
    neutral = random.dirichlet(np.full(6, 50.0))
    reference = Reference(
        _names("u", N_ROWS), ReadoutKind.COMPOSITION, _names("s", 6), values, neutral=neutral
    )
    other = random.dirichlet(np.ones(6), N_ROWS)
    return _of(
        reference,
        0.8 * values + 0.2 * other,
        0.4 * values + 0.6 * other,
        np.tile(neutral, (N_ROWS, 1)),
        np.ones(6),
    )


def _curves(random: np.random.Generator) -> StandardTruth:
    """Half-effective doses and mean effects of two features on twelve curves."""
    values = np.hstack([random.normal(0.0, 1.0, (N_ROWS, 2)), random.normal(0, 2.0, (N_ROWS, 2))])
    values[0, 0] = np.nan
    features = tuple(part + name for part in (EC50, MEAN_EFFECT) for name in ("g0", "g1"))
    reference = Reference(_names("u", N_ROWS), ReadoutKind.DOSE_RESPONSE, features, values)
    known = np.nan_to_num(values)
    error = random.normal(0.0, 0.3, values.shape)
    nothing = np.tile([np.nan, np.nan, 0.0, 0.0], (N_ROWS, 1))
    return _of(reference, known + error, known + 3.0 * error, nothing, np.array([0, 0, 1, 1]))


def _of(
    reference: Reference,
    rough: NDArray[np.float64],
    thinned: NDArray[np.float64],
    neutral: NDArray[np.float64],
    grows: NDArray[np.float64] | NDArray[np.int64],
) -> StandardTruth:
    spread = ROUGH_SD if reference.kind is not ReadoutKind.COMPOSITION else 0.1

    def answer(values: NDArray[np.float64]) -> Answer:
        quantiles = np.stack([values + spread * deviate for deviate in DEVIATES])
        return Answer(reference.ids, reference.features, values, LEVELS, quantiles)

    certain = np.full((len(LEVELS), *rough.shape), np.nan)
    perfect = np.nan_to_num(reference.values)
    return StandardTruth(
        reference,
        replace(answer(perfect), quantiles=certain),
        answer(rough),
        answer(thinned),
        answer(neutral),
        grows.astype(bool),
    )


def _names(letter: str, count: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(count))
