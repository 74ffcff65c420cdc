"""What the features of each unit add to calibration: everything that results are computed from.

Sums over units of several folds are sums over all their units, so that results of all folds are
computed as those of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.calibration.climatology import climatology
from aivc.evaluation.calibration.coverage import ASKED, EXPECTED, HELD, at_level, coverage_sums
from aivc.evaluation.calibration.crps import crps_of_quantiles
from aivc.evaluation.calibration.direction import direction_sums, probability_up
from aivc.evaluation.calibration.intervals import intervals_of
from aivc.evaluation.calibration.knowable import held_by_one_who_knows
from aivc.evaluation.scoring.floors import WITH_CONTROLS
from aivc.validators.facts.evaluation.model import RESPONDING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.calibration.asked_units import AskedUnits
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import TrainingView

NO_ANSWER = 2.0
"""What a unit without an answer scores, in scores of the climatology."""

COUNTED = "counted"
SCORE, SCORED = "interval_score", "interval_scored"
CRPS, CRPS_VALUES = "crps", "crps_values"
OWN, CLIMATOLOGY, COMPARED = "crps_compared", "crps_of_climatology", "compared"


@dataclass(frozen=True, eq=False)
class UnitSums:
    """Sums over one set of features of each unit.

    Attributes
    ----------
    features
        Name of the set: empty for all features, ``responding`` for those in which something
        happens.
    columns
        By the name of the quantity, shape (n_units,).
    """

    features: str
    columns: Mapping[str, NDArray[np.float64]]

    @property
    def levels(self) -> tuple[float, ...]:
        """Levels of the intervals, widest first."""
        start = at_level(HELD, 0).removesuffix("0")
        found = (name.removeprefix(start) for name in self.columns if name.startswith(start))
        return tuple(sorted(map(float, found), reverse=True))


def unit_sums(asked: AskedUnits, truth: Truth, view: TrainingView) -> tuple[UnitSums, ...]:
    """Add up all features of each unit, and those that respond.

    Parameters
    ----------
    asked
        Units with their intervals.
    truth
        Names the features, and holds the controls.
    view
        Gives the climatology.
    """
    crps, climatological = _crps(asked, truth, view)
    up = None
    if view.task.kind in WITH_CONTROLS:
        up = probability_up(asked.levels, asked.quantiles, truth.controls)
    intervals = intervals_of(asked.levels, asked.quantiles, asked.states)
    sets = {"": np.isfinite(asked.states), RESPONDING: asked.responding}
    found = []
    for name, features in sets.items():
        columns = {COUNTED: asked.counted.astype(float)}
        for place, each in enumerate(intervals):
            columns |= coverage_sums(each, asked.counted[:, None] & features)
            if place == 0:
                columns |= _of(SCORE, SCORED, each.scores, features)
        if name == RESPONDING:
            columns |= _expected(asked, columns, [each.nominal for each in intervals])
        columns |= _of(CRPS, CRPS_VALUES, crps, features)
        if climatological is not None:
            both = features & np.isfinite(crps) & np.isfinite(climatological)
            columns |= _of(OWN, COMPARED, crps, both)
            columns |= _of(CLIMATOLOGY, COMPARED, climatological, both)
        # Of a feature in which nothing happens, the sign of the measured difference is noise.
        if up is not None and name == RESPONDING:
            columns |= direction_sums(up, asked.effects, features)
        found.append(UnitSums(name, columns))
    return tuple(found)


def _expected(
    asked: AskedUnits, columns: Mapping[str, NDArray[np.float64]], levels: Sequence[float]
) -> dict[str, NDArray[np.float64]]:
    """Return how many of the responding values right intervals would hold, by level."""
    shares = held_by_one_who_knows(
        asked.effects, asked.responding, asked.noise, asked.control_noise, levels
    )
    return {
        at_level(EXPECTED, level): share * columns[at_level(ASKED, level)]
        for level, share in zip(levels, shares, strict=True)
    }


def _of(
    total: str,
    count: str,
    values: NDArray[np.float64],
    features: NDArray[np.bool_],
) -> dict[str, NDArray[np.float64]]:
    known = features & np.isfinite(values)
    return {
        total: np.where(known, values, 0.0).sum(axis=1),
        count: known.sum(axis=1).astype(float),
    }


def _crps(
    asked: AskedUnits, truth: Truth, view: TrainingView
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Return the score of each value, and that of the climatology where training gives one."""
    relative = view.task.kind in WITH_CONTROLS
    place = {name: column for column, name in enumerate(truth.features)}
    controls = truth.controls[:, [place[name] for name in view.features]]
    reference = climatology(view, asked.levels, controls, relative=relative)
    own = crps_of_quantiles(asked.levels, asked.quantiles, asked.states)
    if reference is None:
        return own, None
    columns = [view.features.index(name) for name in truth.features]
    base = crps_of_quantiles(asked.levels, reference[:, :, columns], asked.states)
    gone = asked.counted & ~asked.has_intervals
    return np.where(gone[:, None], NO_ANSWER * base, own), base
