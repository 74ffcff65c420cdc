"""Proportional hazards of what is known of a subject: an endpoint read from its state.

Model: ``hazard(t) = baseline(t) * exp(scaled inputs @ coefficients)``, so that
``survival@t = exp(-cumulative(t) * exp(risk))`` where ``risk`` is the log hazard ratio. Where there
are fewer than ten events for each input, the leading directions of the inputs stand in for them.

Sources: Cox, J. R. Stat. Soc. B 34, 187 (1972); events for each covariate, Peduzzi et al., J. Clin.
Epidemiol. 48, 1503 (1995).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import TaskKind
from aivc.reference_models.predictors.fitting.cards import card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.learning.scaling import Scaling, leading_directions
from aivc.reference_models.predictors.survival.endpoints import (
    answer_endpoint,
    followed,
    numbers_of,
)
from aivc.reference_models.predictors.survival.partial_likelihood import (
    Cohort,
    baseline,
    fit_hazards,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Answer, Asked, Model

EVENTS_PER_COVARIATE = 10
"""With fewer events, inputs are projected on their leading directions first."""

_NINETY_FIVE = 1.959963984540054
"""97.5 % quantile of the normal distribution."""


@dataclass(frozen=True, eq=False)
class Cox:
    """Log hazard ratios and the cumulative hazard of a subject with mean inputs.

    Attributes
    ----------
    inputs
        Names of the inputs.
    center, scale
        Of the inputs, shape (n_inputs,).
    coefficients, covariance
        Per standard deviation of each input, shape (n_inputs,) and (n_inputs, n_inputs).
    times, cumulative
        Breslow's cumulative hazard, shape (n_times,).
    longest
        Longest time that anyone was followed.
    """

    inputs: tuple[str, ...]
    center: NDArray[np.float64]
    scale: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    times: NDArray[np.float64]
    cumulative: NDArray[np.float64]
    longest: float

    def answer(self, asked: Asked) -> Answer:
        """Answer with risks relative to a subject with mean inputs."""
        n_units = len(asked.units)
        nothing_known = np.full((n_units, len(self.inputs)), np.nan)
        given = nothing_known if asked.inputs is None else asked.inputs
        risk = Scaling(self.center, self.scale).apply(given) @ self.coefficients
        found = answer_endpoint(asked, risk, self.times, self.cumulative, "hazards")
        knows = [bool(np.isfinite(row).any()) for row in given]
        late = [time for time in numbers_of(asked.features) if time > self.longest]
        why_all = f"nobody of training was followed to {max(late):g}" if late else ""
        nothing = "none of the inputs is known of this unit"
        return replace(
            found, abstains=tuple(why_all or ("" if known else nothing) for known in knows)
        )

    def hazard_ratios(self) -> Mapping[str, tuple[float, float, float]]:
        """Return the hazard ratio per unit of each input, with its 95 % interval (Wald)."""
        beta = self.coefficients / self.scale
        error = np.sqrt(np.diag(self.covariance)) / self.scale
        rows = np.exp(np.stack([beta, beta - _NINETY_FIVE * error, beta + _NINETY_FIVE * error]))
        return {
            name: (float(middle), float(low), float(high))
            for name, middle, low, high in zip(self.inputs, *rows, strict=True)
        }


class CoxEndpoint(ReferencePredictor):
    """Predict the risk of an endpoint, and survival at horizons."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {TaskKind.ENDPOINT: Cox}

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "cox_endpoint",
                tasks=self.models,
                regimes=("none", "seen"),
                readouts=("clinical_endpoint",),
                uncertainty="none",
                abstains_when="no input of a unit is known, or a horizon lies beyond the follow-up",
                intended_use="ranking of subjects by risk, and a floor for models of outcome",
                out_of_scope="decisions about a patient",
            )
        )

    def learn(self, view: TrainingView) -> Cox:
        """Fit hazards to the subjects of training; an unknown input counts as the mean."""
        if view.inputs is None:
            msg = f"task {view.task.task_id}: there are no inputs to tell subjects apart by"
            raise TaskError(msg)
        subjects = followed(view)
        given = view.inputs.of([view.units[row] for row in subjects.rows])
        scaling = Scaling.of(given)
        inputs = scaling.apply(given)
        most = max(int(subjects.events.sum()) // EVENTS_PER_COVARIATE, 1)
        directions = leading_directions(inputs, most)
        cohort = Cohort.sorted_by_time(inputs @ directions, subjects.times, subjects.events)
        hazards = fit_hazards(cohort)
        times, cumulative = baseline(cohort, hazards.coefficients)
        return Cox(
            view.inputs.features,
            scaling.center,
            scaling.scale,
            directions @ hazards.coefficients,
            directions @ hazards.covariance @ directions.T,
            times,
            cumulative,
            float(subjects.times.max()),
        )
