"""A fitted reference predictor: what was learnt, and how it becomes predictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.task import Space, TaskKind
from aivc.reference_models.predictors.asking.canonical import canonical
from aivc.reference_models.predictors.asking.controls import Controls
from aivc.reference_models.predictors.asking.model import Asked
from aivc.reference_models.predictors.asking.spaces import mean_within, within
from aivc.reference_models.predictors.fitting.saved import Saved, pack, unpack
from aivc.reference_models.predictors.intervals.conformal import Intervals
from aivc.reference_models.predictors.intervals.cross_fitting import grounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.view import Inputs, Queries
    from aivc.reference_models.predictors.asking.model import Answer, Model

WITHOUT_CONTROL = "no control of its own can be read, the mean control of training stands in"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is kept of the task and the view."""

    kind: str
    space: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Fitted:
    """Everything that predictions are made of; ``intervals`` is None where there are none."""

    setting: Setting
    controls: Controls
    model: Model
    intervals: Intervals | None

    @property
    def has_intervals(self) -> bool:
        """Whether any answer has an interval."""
        return self.intervals is not None and self.intervals.has_any

    def predict(self, queries: Queries) -> Prediction:
        """Answer every query.

        Raises
        ------
        PredictionError
            If a feature is asked for that was not learnt.
        """
        units, inputs = canonical(queries.units), self._inputs(queries)
        asked = Asked(units, queries.features, self.controls.before(units), inputs)
        answer = self.model.answer(asked)
        columns = _places(answer.features, queries.features)
        mean = mean_within(Space(self.setting.space), answer.mean)
        known = self.controls.knows(units)
        bases = [
            grounds(basis, has_control=own) for basis, own in zip(answer.basis, known, strict=True)
        ]
        levels, quantiles = self._quantiles(answer, mean, bases)
        status = [Status.ABSTAINED if why else Status.PREDICTED for why in answer.abstains]
        reasons = [
            why or self._remark(basis, has_control=own)
            for why, basis, own in zip(answer.abstains, bases, known, strict=True)
        ]
        return Prediction(
            tuple(unit.unit_id for unit in units),
            queries.features,
            mean[:, columns],
            tuple(status),
            tuple(reasons),
            levels,
            None if quantiles is None else quantiles[:, :, columns],
        )

    def saved(self) -> Saved:
        """Take everything apart."""
        parts = {"setting": self.setting, "controls": self.controls, "model": self.model}
        return pack(parts if self.intervals is None else {**parts, "intervals": self.intervals})

    @classmethod
    def restored(cls, saved: Saved, models: Mapping[TaskKind, type[Model]]) -> Fitted:
        """Put everything together again."""
        setting = unpack(saved, "setting", Setting)
        has_intervals = "intervals" in saved.document
        return cls(
            setting,
            unpack(saved, "controls", Controls),
            unpack(saved, "model", models[TaskKind(setting.kind)]),
            unpack(saved, "intervals", Intervals) if has_intervals else None,
        )

    def _inputs(self, queries: Queries) -> NDArray[np.float64] | None:
        if not self.setting.inputs:
            return None
        if queries.inputs is None:
            return np.full((len(queries.units), len(self.setting.inputs)), np.nan)
        return columns_of(queries.inputs, self.setting.inputs, queries.inputs.of(queries.units))

    def _quantiles(
        self, answer: Answer, mean: NDArray[np.float64], bases: Sequence[str]
    ) -> tuple[tuple[float, ...], NDArray[np.float64] | None]:
        if self.intervals is None or not self.has_intervals:
            return (), None
        rows = [row for row, why in enumerate(answer.abstains) if not why]
        quantiles = np.full((len(self.intervals.levels), *mean.shape), np.nan)
        quantiles[:, rows] = self.intervals.quantiles(
            mean[rows], answer.spread[rows], [bases[row] for row in rows]
        )
        return self.intervals.levels, within(Space(self.setting.space), quantiles)

    def _remark(self, basis: str, *, has_control: bool) -> str:
        is_response = self.setting.kind == TaskKind.RESPONSE
        remarks = [WITHOUT_CONTROL] if is_response and not has_control else []
        if self.intervals is not None:
            remarks.append(self.intervals.why_none(basis))
        return "; ".join(remark for remark in remarks if remark)


def columns_of(
    inputs: Inputs, features: Sequence[str], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the columns of features by name, NaN for a feature that is not there."""
    place = {feature: column for column, feature in enumerate(inputs.features)}
    padded = np.hstack([values, np.full((len(values), 1), np.nan)])
    return padded[:, [place.get(feature, -1) for feature in features]]


def _places(known: tuple[str, ...], features: tuple[str, ...]) -> list[int]:
    if known == features:
        return list(range(len(features)))
    place = {feature: column for column, feature in enumerate(known)}
    strange = [feature for feature in features if feature not in place]
    if strange:
        msg = (
            f"{len(strange)} of {len(features)} features that are asked for are not in the "
            f"training view, {strange[0]!r} first; ask for features of the view"
        )
        raise PredictionError(msg)
    return [place[feature] for feature in features]
