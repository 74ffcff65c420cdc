"""Made-up times to an event on which metrics of survival are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.metrics.sides import Answer, Reference
from aivc.evaluation.metrics.standard_truth import StandardTruth
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.schema.endpoint_features import MEASURED, predicted_features

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_SUBJECTS = 60
HORIZONS = (0.25, 0.5, 1.0)


def standard_outcomes(random: np.random.Generator) -> StandardTruth:
    """Return times that a risk shortens, a third of them censored, and predictions of them."""
    risk = random.normal(0.0, 1.5, N_SUBJECTS)
    until = random.exponential(np.exp(-risk))
    last_look = random.exponential(3.0, N_SUBJECTS)
    times = np.minimum(until, last_look)
    seen = (until <= last_look).astype(np.float64)
    ids = tuple(f"subject{number}" for number in range(N_SUBJECTS))
    reference = Reference(ids, ReadoutKind.ENDPOINT, MEASURED, np.column_stack([times, seen]))
    features = predicted_features(HORIZONS)

    def answer(risks: NDArray[np.float64], free: NDArray[np.float64]) -> Answer:
        return Answer(ids, features, np.column_stack([risks, free]))

    def of_risk(risks: NDArray[np.float64]) -> Answer:
        return answer(risks, np.exp(-np.exp(risks)[:, None] * np.array(HORIZONS)))

    error = random.normal(0.0, 0.5, N_SUBJECTS)
    free = (times[:, None] > np.array(HORIZONS)).astype(np.float64)
    return StandardTruth(
        reference,
        answer(-times, free),
        of_risk(risk + error),
        of_risk(risk + 6.0 * error),
        answer(np.zeros(N_SUBJECTS), np.tile(free.mean(axis=0), (N_SUBJECTS, 1))),
        np.zeros(len(features), dtype=bool),
    )
