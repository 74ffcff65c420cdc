"""Dose and schedule: a Hill curve in dose, piecewise linear in exposure and wash-out.

Model: ``state = control + sum over agents of share(dose) * remains(hours since) * effect(hours)``
with ``share = dose**n / (dose**n + ec50**n)``. EC50 and slope ``n`` are those of the agent, the
same for all features; ``effect`` and ``remains`` run straight between the times that were measured.
The EC50 is bounded by the doses of training, and what lies outside of doses and times is abstained
from.

:mod:`~aivc.reference_models.predictors.dosing.course_fit` fits an agent,
:mod:`~aivc.reference_models.predictors.dosing.agent_curves` answers.

Source: Hill, J. Physiol. 40, iv (1910).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.evaluation.task import TaskKind
from aivc.reference_models.predictors.dosing.agent_curves import AgentCurves
from aivc.reference_models.predictors.dosing.course_fit import fit_courses
from aivc.reference_models.predictors.fitting.cards import OF_RESPONSES, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.intervals.clusters import contexts_of
from aivc.reference_models.predictors.responses.measured import responses_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Model
    from aivc.reference_models.predictors.intervals.clusters import Keys


class HillSchedule(ReferencePredictor):
    """Predict responses to doses and schedules between those of training."""

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {TaskKind.RESPONSE: AgentCurves}

    def __init__(self) -> None:
        super().__init__(
            card_of(
                "hill_schedule",
                tasks=self.models,
                regimes=(
                    "none",
                    "seen",
                    "combination_all_seen",
                    "schedule_unseen",
                    "dose_interpolation",
                    "time_interpolation",
                ),
                readouts=(*OF_RESPONSES, "dose_response", "time_course"),
                abstains_when="an agent was not given alone in training, or a dose, an exposure or "
                "a wash-out lies outside those of training",
                intended_use="responses between the doses and times that were measured, and EC50s",
                out_of_scope="doses and times beyond those that were measured",
            )
        )

    def learn(self, view: TrainingView) -> AgentCurves:
        """Fit one curve for each agent that was given alone, over all contexts."""
        return fit_courses(view.features, responses_of(view))

    def holdouts(self, view: TrainingView, rows: Sequence[int]) -> tuple[Keys, ...]:
        """Hold out contexts, and treatments at each time: what lies inside of the rest is asked."""
        units = [view.units[row] for row in rows]
        treatments = tuple((unit.intervention.key, repr(unit.harvest_hours)) for unit in units)
        return contexts_of(view, rows), treatments
