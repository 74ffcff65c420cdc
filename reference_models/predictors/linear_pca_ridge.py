"""Responses to agents that nobody has tried, from what is known of the agents.

Model: ``state = control + mean response + describe(agent) @ weights``. An agent that perturbs a
gene is described by the loadings of this gene over the states of training; where the task grants
inputs, these describe the agents instead. The weights are a ridge regression to the leading
directions of the responses.

Source: the linear model of Ahlmann-Eltze et al., Nat. Methods 22, 1657 (2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.fitting.cards import OF_RESPONSES, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.intervals.clusters import clusters_of
from aivc.reference_models.predictors.learning.ridge import ridge
from aivc.reference_models.predictors.learning.scaling import Scaling, thin_svd
from aivc.reference_models.predictors.responses.descriptors import N_DIRECTIONS, Descriptors
from aivc.reference_models.predictors.responses.measured import responses_of, spread_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked, Model
    from aivc.reference_models.predictors.intervals.clusters import Keys

    Array = NDArray[np.float64]

LEAST_TREATMENTS = 3
"""Treated units that are needed to draw a line and to see how far off it is."""

BEYOND = 1.5
"""How many times as far from the mean as all of training a line is not drawn any further."""


@dataclass(frozen=True, eq=False)
class AgentRegression:
    """From descriptors to responses.

    Attributes
    ----------
    features
        Names of the features.
    size
        What is usual for each feature, shape (n_features,).
    loadings
        As of :class:`Descriptors`; no columns where inputs describe the agents.
    center, scale
        Of the descriptors, shape (n_descriptors,).
    weights, intercept
        Shape (n_descriptors, n_features) and (n_features,); the intercept is the mean response.
    seen
        Agents of training.
    n_treatments
        Number of treated units of training that could be described.
    reach
        Largest distance from the mean of a descriptor of training, in standard deviations.
    """

    features: tuple[str, ...]
    size: Array
    loadings: Array
    center: Array
    scale: Array
    weights: Array
    intercept: Array
    seen: tuple[str, ...]
    n_treatments: int
    reach: float

    def answer(self, asked: Asked) -> Answer:
        """Answer with the control and the response that the descriptors tell."""
        described = self._describe(asked)
        scaled = Scaling(self.center, self.scale).apply(described)
        acts = np.array([not unit.is_control for unit in asked.units], dtype=bool)
        deltas = np.where(acts[:, None], scaled @ self.weights + self.intercept, 0.0)
        seen = frozenset(self.seen)
        basis = [
            "seen agents" if seen.issuperset(unit.intervention.agents) else "unseen agents"
            for unit in asked.units
        ]
        known = np.asarray(np.isfinite(described).any(axis=1))
        distances: Array = np.linalg.norm(scaled, axis=1)
        is_far = distances > self.reach * BEYOND
        abstains = [
            self._why_not(unit, knows=bool(knows), is_far=bool(far))
            for unit, knows, far in zip(asked.units, known, is_far, strict=True)
        ]
        spread = spread_of(deltas, self.size)
        return Answer(self.features, asked.base + deltas, spread, tuple(basis), tuple(abstains))

    def _describe(self, asked: Asked) -> Array:
        if self.loadings.shape[1]:
            descriptors = Descriptors(self.features, self.loadings)
            rows = [descriptors.describe(unit.intervention) for unit in asked.units]
            return np.array(rows).reshape(len(rows), self.loadings.shape[1])
        if asked.inputs is None:
            return np.full((len(asked.units), len(self.center)), np.nan)
        return asked.inputs

    def _why_not(self, unit: Unit, *, knows: bool, is_far: bool) -> str:
        if unit.is_control:
            return ""
        if self.n_treatments < LEAST_TREATMENTS:
            return (
                f"{self.n_treatments} treated units of training are described by a feature or by "
                f"inputs, and {LEAST_TREATMENTS} are needed"
            )
        agents = " + ".join(unit.intervention.agents)
        if not knows:
            return f"nothing describes {agents}"
        return f"what describes {agents} lies far beyond that of all of training" if is_far else ""


class LinearPcaRidge(ReferencePredictor):
    """Predict responses to unseen agents by a linear map from what describes them."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {TaskKind.RESPONSE: AgentRegression}

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "linear_pca_ridge",
                tasks=self.models,
                regimes=(
                    "none",
                    "seen",
                    "unseen_agent",
                    "combination_none_seen",
                    "combination_some_seen",
                    "combination_all_seen",
                ),
                readouts=OF_RESPONSES,
                abstains_when="an agent is named after no feature and no inputs describe it, or "
                "what describes it lies far beyond that of all agents of training",
                intended_use="ranking of agents that were not tried",
                out_of_scope="doses and schedules, of which it knows nothing",
            )
        )

    def learn(self, view: TrainingView) -> AgentRegression:
        """Regress responses on what describes the agents."""
        responses = responses_of(view)
        loadings = np.empty((len(view.features), 0))
        if view.inputs is None:
            descriptors = Descriptors.of(view)
            loadings = descriptors.loadings
            rows = [descriptors.describe(unit.intervention) for unit in responses.units]
            described = np.array(rows).reshape(len(rows), loadings.shape[1])
        else:
            described = view.inputs.of(responses.units)
        known = np.isfinite(described).any(axis=1)
        scaling = Scaling.of(described[known])
        centred = (responses.deltas - responses.mean)[known]
        _, _, directions = thin_svd(centred, N_DIRECTIONS)
        weights = np.zeros((described.shape[1], len(view.features)))
        intercept = responses.mean
        if known.sum() >= LEAST_TREATMENTS:
            line = ridge(scaling.apply(described[known]), centred @ directions, N_DIRECTIONS)
            weights = line.weights @ directions.T
            intercept = intercept + line.intercept @ directions.T
        return AgentRegression(
            view.features,
            responses.size,
            loadings,
            scaling.center,
            scaling.scale,
            weights,
            intercept,
            tuple(
                sorted({agent for unit in responses.units for agent in unit.intervention.agents})
            ),
            int(known.sum()),
            float(np.linalg.norm(scaling.apply(described[known]), axis=1).max(initial=0.0)),
        )

    def holdouts(self, view: TrainingView, rows: Sequence[int]) -> tuple[Keys, ...]:
        """Hold out the clusters of the task, and agents, as unseen ones will be asked about."""
        agents = tuple(view.units[row].intervention.agents for row in rows)
        return clusters_of(view, rows), agents
