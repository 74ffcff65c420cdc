"""What an agent did elsewhere, it does here; what several do, adds up.

Model: ``state = control + systematic + sum(specific of each agent)``. ``systematic`` is the mean
response to any single agent; ``specific`` is what a treatment did beyond it, averaged over the
contexts of training and shrunk by its sampling noise. Systematic effects are counted once: summed
over members they would be counted twice.

Sources: shrinkage of James and Stein, Proc. 4th Berkeley Symp. 1, 361 (1961); independence of
Bliss, Ann. Appl. Biol. 26, 585 (1939).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np

from aivc.evaluation.task import TaskKind
from aivc.reference_models.predictors.asking.model import Answer
from aivc.reference_models.predictors.fitting.cards import OF_RESPONSES, card_of
from aivc.reference_models.predictors.fitting.reference_predictor import ReferencePredictor
from aivc.reference_models.predictors.intervals.clusters import contexts_of
from aivc.reference_models.predictors.responses.measured import responses_of, spread_of
from aivc.reference_models.predictors.responses.treatments import (
    MEMBERS,
    SAME,
    Treatments,
    members_of,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import TrainingView
    from aivc.reference_models.predictors.asking.model import Asked, Model
    from aivc.reference_models.predictors.intervals.clusters import Keys
    from aivc.reference_models.predictors.responses.measured import Responses

Combining = Literal["additive", "matching_mean", "bliss"]


@dataclass(frozen=True, eq=False)
class Effects:
    """Effects of treatments, beyond what all treatments do.

    Attributes
    ----------
    features
        Names of the features.
    systematic
        Mean response to a single agent, shape (n_features,). It is counted once, also where agents
        are combined.
    size
        What is usual for each feature, shape (n_features,).
    keys, hours, specific
        Treatments of training; shape (n_treatments, n_features) for ``specific``.
    combining
        How members of a combination become its response.
    """

    features: tuple[str, ...]
    systematic: NDArray[np.float64]
    size: NDArray[np.float64]
    keys: tuple[tuple[tuple[str, ...], ...], ...]
    hours: NDArray[np.float64]
    specific: NDArray[np.float64]
    combining: Combining

    def answer(self, asked: Asked) -> Answer:
        """Answer with the control, what any treatment does, and what these agents do."""
        treatments = Treatments(self.keys, self.hours)
        deltas = np.zeros(asked.base.shape)
        basis, abstains = [SAME] * len(asked.units), [""] * len(asked.units)
        for row, unit in enumerate(asked.units):
            if not unit.is_control:
                deltas[row], basis[row], abstains[row] = self._effect(
                    treatments, unit, asked.base[row]
                )
        spread = spread_of(deltas, self.size)
        return Answer(self.features, asked.base + deltas, spread, tuple(basis), tuple(abstains))

    def _effect(
        self, treatments: Treatments, unit: Unit, base: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], str, str]:
        whole = treatments.find(unit.intervention, unit.harvest_hours)
        if whole.rows:
            return self.systematic + self.specific[list(whole.rows)].mean(axis=0), whole.basis, ""
        members = members_of(unit.intervention)
        found = [treatments.find(member, unit.harvest_hours) for member in members]
        missing = [each.why for each in found if not each.rows]
        if missing:
            return self.systematic, whole.basis, missing[0]
        parts = np.stack([self.specific[list(each.rows)].mean(axis=0) for each in found])
        if self.combining == "bliss":
            known = np.where(base == 0, np.inf, base)
            left = np.prod(1 + (self.systematic + parts) / known, axis=0)
            return base * left - base, MEMBERS, ""
        total = parts.mean(axis=0) if self.combining == "matching_mean" else parts.sum(axis=0)
        return self.systematic + total, MEMBERS, ""


class AdditiveTransfer(ReferencePredictor):
    """Carry responses over to other contexts and to combinations.

    Parameters
    ----------
    combining
        ``additive``: responses of members beyond the systematic one add up. ``matching_mean``:
        they are averaged. ``bliss``: what each member leaves of the control is multiplied, for
        states that are surviving fractions.
    """

    models: ClassVar[Mapping[TaskKind, type[Model]]] = {TaskKind.RESPONSE: Effects}

    def __init__(self, combining: Combining = "additive") -> None:
        self.combining: Combining = combining
        super().__init__(
            card_of(
                "additive_transfer",
                tasks=self.models,
                regimes=(
                    "none",
                    "seen",
                    "combination_all_seen",
                    "dose_interpolation",
                    "time_interpolation",
                ),
                readouts=(*OF_RESPONSES, "dose_response"),
                abstains_when="training has not the agent alone or in this combination, or no "
                "dose or time that reaches as far",
                intended_use="transport of responses to other contexts and combinations",
                out_of_scope="agents that training has not seen",
            )
        )

    def learn(self, view: TrainingView) -> Effects:
        """Average the responses to each treatment over contexts."""
        responses = responses_of(view)
        systematic = responses.systematic
        groups: dict[Hashable, list[int]] = {}
        for row, unit in enumerate(responses.units):
            groups.setdefault((unit.intervention.key, repr(unit.harvest_hours)), []).append(row)
        units = [responses.units[rows[0]] for rows in groups.values()]
        specific = [_specific(responses, systematic, rows) for rows in groups.values()]
        return Effects(
            view.features,
            systematic,
            responses.size,
            tuple(unit.intervention.key for unit in units),
            np.array([unit.harvest_hours for unit in units], dtype=np.float64),
            np.array(specific).reshape(len(groups), len(view.features)),
            self.combining,
        )

    def holdouts(self, view: TrainingView, rows: Sequence[int]) -> tuple[Keys, ...]:
        """Hold out contexts, as other contexts will be asked about, and treatments, as those."""
        return contexts_of(view, rows), tuple(view.units[row].intervention.key for row in rows)


def _specific(
    responses: Responses, systematic: NDArray[np.float64], rows: list[int]
) -> NDArray[np.float64]:
    """Return the mean effect of a treatment, shrunk by as much of it as is sampling noise.

    The positive part estimate of James and Stein, with one factor for all features.
    """
    specific: NDArray[np.float64] = responses.deltas[rows].mean(axis=0) - systematic
    power = float((specific**2).sum())
    noise = float(responses.noise[rows].sum()) / len(rows) ** 2
    return specific * max(0.0, 1 - noise / power) if power > 0 else specific
