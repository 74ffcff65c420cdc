"""Fit the curve and the wash-out of each agent that was given alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.predictors.dosing.agent_curves import AgentCurves, between
from aivc.reference_models.predictors.dosing.exposures import exposures_of
from aivc.reference_models.predictors.dosing.hill_curve import activity, fit_curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.reference_models.predictors.dosing.hill_curve import Curve
    from aivc.reference_models.predictors.responses.measured import Responses

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Course:
    """Units that got one agent once: dose, hours of exposure, hours since, and response."""

    unit: str
    doses: Array
    hours: Array
    washed: Array
    responses: Array
    weights: Array

    def only(self, rows: NDArray[np.bool_]) -> _Course:
        return _Course(
            self.unit,
            self.doses[rows],
            self.hours[rows],
            self.washed[rows],
            self.responses[rows],
            self.weights[rows],
        )


@dataclass(frozen=True, eq=False)
class _Fit:
    unit: str
    doses: tuple[float, float]
    curve: Curve
    washed: Array
    remains: Array


def fit_courses(features: tuple[str, ...], responses: Responses) -> AgentCurves:
    """Fit all agents, in the order in which the view has them."""
    fits = {agent: _fit(course) for agent, course in _courses(responses).items()}
    curves = [fit.curve for fit in fits.values()]
    width = len(features)
    return AgentCurves(
        features,
        responses.size,
        responses.mean,
        tuple(fits),
        tuple(fit.unit for fit in fits.values()),
        np.array([curve.ec50 for curve in curves], dtype=np.float64),
        np.array([curve.slope for curve in curves], dtype=np.float64),
        np.array([curve.low for curve in curves], dtype=np.float64),
        np.array([curve.high for curve in curves], dtype=np.float64),
        np.array([fit.doses for fit in fits.values()], dtype=np.float64).reshape(-1, 2),
        *_stacked([curve.times for curve in curves]),
        np.vstack([np.empty((0, width)), *(curve.amplitudes for curve in curves)]),
        *_stacked([fit.washed for fit in fits.values()]),
        np.concatenate([np.empty(0), *(fit.remains for fit in fits.values())]),
    )


def _stacked(knots: Sequence[Array]) -> tuple[Array, NDArray[np.int64]]:
    owners = [np.full(len(each), place, dtype=np.int64) for place, each in enumerate(knots)]
    none = np.empty(0, dtype=np.int64)
    return np.concatenate([np.empty(0), *knots]), np.concatenate([none, *owners])


def _courses(responses: Responses) -> dict[str, _Course]:
    noise = responses.noise.mean(axis=1) if len(responses.rows) else np.empty(0)
    # Half of the usual noise is added: no unit is trusted alone, however many rows it has.
    usual = noise.mean() if noise.any() else 1.0
    weights = 1 / (noise / usual + 0.5)
    found: dict[str, dict[str, list[tuple[int, float, float, float]]]] = {}
    for row, unit in enumerate(responses.units):
        exposures = exposures_of(unit)
        if len(exposures) == 1 and not exposures[0].dose <= 0:
            one = exposures[0]
            by_unit = found.setdefault(one.agent, {})
            by_unit.setdefault(one.unit, []).append((row, one.dose, one.hours, one.washed))
    courses = {}
    for agent, by_unit in found.items():
        unit_of_dose = max(by_unit, key=lambda unit: (len(by_unit[unit]), by_unit[unit][0][1]))
        rows, doses, hours, washed = map(np.array, zip(*by_unit[unit_of_dose], strict=True))
        course = _Course(unit_of_dose, doses, hours, washed, responses.deltas[rows], weights[rows])
        courses[agent] = _all_or_none_known(course)
    return courses


def _all_or_none_known(course: _Course) -> _Course:
    """Leave out units of unknown dose, or time, where there are others of which it is known."""
    for known in (np.isfinite(course.doses), np.isfinite(course.hours)):
        if known.any() and not known.all():
            return _all_or_none_known(course.only(known))
    return course


def _fit(course: _Course) -> _Fit:
    least = course.washed.min()
    during = course.only(course.washed == least)
    has_times = bool(np.isfinite(course.hours).all())
    times = during.hours if has_times else np.zeros(len(during.hours))
    curve = fit_curve(during.doses, times, during.responses, during.weights)
    washed = np.unique(course.washed)
    remains = np.array([_remains(course.only(course.washed == hours), curve) for hours in washed])
    remains[0] = 1.0
    if not has_times:
        curve = curve.without_times()
    doses = (float(course.doses.min()), float(course.doses.max()))
    return _Fit(course.unit, doses, curve, washed, remains)


def _remains(course: _Course, curve: Curve) -> float:
    """Return the share of the effect that remains, by least squares, between 0 and 1."""
    shares = activity(course.doses, np.array(curve.ec50), np.array(curve.slope))
    times = np.nan_to_num(course.hours)
    full = np.stack([between(time, curve.times, curve.amplitudes) for time in times])
    expected = shares[:, None] * full * course.weights[:, None]
    squares = float((expected * shares[:, None] * full).sum())
    if squares == 0:
        return 1.0
    return float(np.clip((expected * course.responses).sum() / squares, 0.0, 1.0))
