"""Calibration as a report states it: overall, where something happens, and by row of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration.coverage import coverage_of
from aivc.evaluation.calibration.crps import climatology, crps_of_quantiles
from aivc.evaluation.calibration.direction import direction_calibration, probability_up
from aivc.evaluation.calibration.intervals import intervals_of
from aivc.evaluation.scoring.floors import WITH_CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.evaluation.calibration.asked_units import AskedUnits
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import TrainingView

RESPONDING = "responding"
NO_ANSWER = 2.0
"""What a unit without an answer scores, in scores of the climatology."""


@dataclass(frozen=True, eq=False)
class Part:
    """Values that a calibration result is about.

    ``stratum`` is its name, empty for all; ``units`` has shape (n_units,), ``features`` shape
    (n_units, n_features).
    """

    stratum: str
    units: NDArray[np.bool_]
    features: NDArray[np.bool_]
    n_clusters: int

    def said(self, kind: str, observed: float, **more: Any) -> dict[str, Any]:
        """Return a result as plain data, without what is not known."""
        result = {
            "calibration_kind": kind,
            "observed_level": observed,
            "stratum": self.stratum,
            "n_clusters": self.n_clusters,
            **more,
        }
        return {slot: value for slot, value in result.items() if _is_known(value)}


def calibration_results(
    asked: AskedUnits,
    truth: Truth,
    view: TrainingView,
    rows: Mapping[str, NDArray[np.bool_]],
    readout_id: str,
) -> tuple[dict[str, Any], ...]:
    """Return instances of ``CalibrationResult`` of the standard, as plain data.

    Parameters
    ----------
    asked
        Units with intervals.
    truth
        Names units and clusters.
    view
        Gives the climatology.
    rows
        Units of each row of the grid, shape (n_units,).
    readout_id
        Name of the readout whose values are the states.
    """
    parts = _parts(asked, truth, rows)
    found: list[dict[str, Any]] = []
    for intervals in intervals_of(asked.levels, asked.quantiles, asked.states):
        for part in parts:
            covered = coverage_of(intervals, part.units & asked.counted, part.features)
            if covered is not None:
                found.append(
                    part.said(
                        "interval_coverage",
                        covered.observed,
                        nominal_level=covered.nominal,
                        n_evaluated=covered.n_units,
                        interval_width=covered.width,
                        worst_unit=truth.units[covered.worst_unit].unit_id,
                        worst_level=covered.worst,
                    )
                )
    found += _scores(asked, view, truth, parts)
    if view.task.kind in WITH_CONTROLS:
        found += _directions(asked, truth, parts)
    return tuple({**result, "readout_id": readout_id} for result in found)


def _parts(
    asked: AskedUnits, truth: Truth, rows: Mapping[str, NDArray[np.bool_]]
) -> tuple[Part, ...]:
    every = np.isfinite(asked.states)
    parts = []
    every_unit = np.ones(len(asked.states), dtype=bool)
    for name, units in {"": every_unit, **rows}.items():
        clusters = {truth.clusters[row] for row in np.flatnonzero(units & asked.counted)}
        responding = f"{name}, {RESPONDING}" if name else RESPONDING
        parts.append(Part(name, units, every, len(clusters)))
        parts.append(Part(responding, units, asked.responding, len(clusters)))
    return tuple(parts)


def _scores(
    asked: AskedUnits, view: TrainingView, truth: Truth, parts: tuple[Part, ...]
) -> Iterator[dict[str, Any]]:
    """Yield interval scores and CRPS, and the skill of the latter against the climatology."""
    relative = view.task.kind in WITH_CONTROLS
    columns = [view.features.index(name) for name in truth.features]
    reference = climatology(view, asked.levels, _in_view_order(truth, view), relative=relative)
    reference = None if reference is None else reference[:, :, columns]
    own = crps_of_quantiles(asked.levels, asked.quantiles, asked.states)
    base = None
    if reference is not None:
        base = crps_of_quantiles(asked.levels, reference, asked.states)
        gone = asked.counted & ~asked.has_intervals
        own = np.where(gone[:, None], NO_ANSWER * base, own)
    for part in parts:
        for intervals in intervals_of(asked.levels, asked.quantiles, asked.states)[:1]:
            yield from _mean(part, "interval_score", intervals.scores, intervals.nominal)
        yield from _mean(part, "crps", own, None)
        if base is None:
            continue
        both = part.units[:, None] & part.features & np.isfinite(own) & np.isfinite(base)
        if both.any() and base[both].sum() > 0:
            skill = 1 - float(own[both].sum() / base[both].sum())
            yield part.said("crps_skill", skill, n_evaluated=int(both.any(axis=1).sum()))


def _in_view_order(truth: Truth, view: TrainingView) -> NDArray[np.float64]:
    place = {name: column for column, name in enumerate(truth.features)}
    return truth.controls[:, [place[name] for name in view.features]]


def _mean(
    part: Part, kind: str, scores: NDArray[np.float64], nominal: float | None
) -> Iterator[dict[str, Any]]:
    known = part.units[:, None] & part.features & np.isfinite(scores)
    if known.any():
        n_units = int(known.any(axis=1).sum())
        yield part.said(
            kind, float(scores[known].mean()), nominal_level=nominal, n_evaluated=n_units
        )


def _directions(
    asked: AskedUnits, truth: Truth, parts: tuple[Part, ...]
) -> Iterator[dict[str, Any]]:
    up = probability_up(asked.levels, asked.quantiles, truth.controls)
    for part in parts:
        if RESPONDING not in part.stratum:
            # Of a feature in which nothing happens, the sign of the measured difference is noise.
            continue
        mask = part.features & part.units[:, None]
        found = direction_calibration(up, asked.effects, mask)
        if found is not None:
            n_units = int((mask & np.isfinite(up)).any(axis=1).sum())
            yield part.said("ece", found.ece, n_evaluated=n_units)
            yield part.said("brier", found.brier, n_evaluated=n_units)
            yield part.said("brier_skill", found.brier_skill, n_evaluated=n_units)


def _is_known(value: object) -> bool:
    if isinstance(value, float):
        return bool(np.isfinite(value))
    return value not in (None, "")
