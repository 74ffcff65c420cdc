"""Calibration as a report states it: overall, where something happens, and by row of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.calibration import unit_sums as quantities
from aivc.evaluation.calibration.coverage import coverage_of
from aivc.evaluation.calibration.direction import direction_calibration
from aivc.validators.facts.evaluation.model import COVERAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.calibration.unit_sums import UnitSums


@dataclass(frozen=True, eq=False)
class Part:
    """Values that a calibration result is about.

    ``stratum`` is its name, empty for all; ``units`` has shape (n_units,), ``sums`` are over the
    features of each unit.
    """

    stratum: str
    units: NDArray[np.bool_]
    sums: UnitSums
    n_clusters: int

    def total(self, quantity: str) -> float:
        """Add up a quantity over the units."""
        return float(self.sums.columns[quantity][self.units].sum())

    def n_units(self, quantity: str) -> int:
        """Count the units that add something to a quantity."""
        return int((self.sums.columns[quantity][self.units] > 0).sum())

    def said(self, kind: str, observed: float, **more: Any) -> Iterator[dict[str, Any]]:
        """Yield a result as plain data, without what is not known; none without its number."""
        if not np.isfinite(observed):
            return
        result = {
            "calibration_kind": kind,
            "observed_level": observed,
            "stratum": self.stratum,
            "n_clusters": self.n_clusters,
            **more,
        }
        yield {slot: value for slot, value in result.items() if _is_known(value)}


def calibration_results(
    sums: Sequence[UnitSums],
    unit_ids: Sequence[str],
    clusters: Sequence[str],
    rows: Mapping[str, NDArray[np.bool_]],
    readout_id: str,
) -> tuple[dict[str, Any], ...]:
    """Return instances of ``CalibrationResult`` of the standard, as plain data.

    Parameters
    ----------
    sums
        Over each set of features.
    unit_ids, clusters
        Name and cluster of each unit.
    rows
        Units of each row of the grid, shape (n_units,).
    readout_id
        Name of the readout whose values are the states.
    """
    if not sums:
        return ()
    parts = _parts(sums, clusters, rows)
    found: list[dict[str, Any]] = []
    for level in sums[0].levels:
        for part in parts:
            found += _coverage(part, level, unit_ids, clusters)
    for part in parts:
        found += _scores(part)
    for part in parts:
        found += _directions(part)
    return tuple({**result, "readout_id": readout_id} for result in found)


def _parts(
    sums: Sequence[UnitSums], clusters: Sequence[str], rows: Mapping[str, NDArray[np.bool_]]
) -> tuple[Part, ...]:
    parts = []
    every = np.ones(len(clusters), dtype=bool)
    for name, units in {"": every, **rows}.items():
        for each in sums:
            counted = np.flatnonzero(units & (each.columns[quantities.COUNTED] > 0))
            stratum = ", ".join(filter(None, (name, each.features)))
            parts.append(Part(stratum, units, each, len({clusters[int(row)] for row in counted})))
    return tuple(parts)


def _coverage(
    part: Part, level: float, unit_ids: Sequence[str], clusters: Sequence[str]
) -> Iterator[dict[str, Any]]:
    covered = coverage_of(part.sums.columns, level, part.units, clusters)
    if covered is not None:
        yield from part.said(
            COVERAGE,
            covered.observed,
            nominal_level=covered.nominal,
            n_evaluated=covered.n_units,
            interval_width=covered.width,
            worst_unit=unit_ids[covered.worst_unit],
            worst_level=covered.worst,
            expected_level=covered.expected,
            highest_level=covered.highest,
            worst_chance=covered.worst_chance,
        )


def _scores(part: Part) -> Iterator[dict[str, Any]]:
    """Yield interval scores and CRPS, and the skill of the latter against the climatology."""
    for level in part.sums.levels[:1]:
        total, count = quantities.SCORE, quantities.SCORED
        yield from _mean(part, "interval_score", total, count, nominal_level=level)
    yield from _mean(part, "crps", quantities.CRPS, quantities.CRPS_VALUES)
    if quantities.CLIMATOLOGY not in part.sums.columns:
        return
    own, base = part.total(quantities.OWN), part.total(quantities.CLIMATOLOGY)
    if base > 0:
        n_units = part.n_units(quantities.COMPARED)
        yield from part.said("crps_skill", 1 - own / base, n_evaluated=n_units)


def _mean(part: Part, kind: str, total: str, count: str, **more: Any) -> Iterator[dict[str, Any]]:
    n_values = part.total(count)
    if n_values:
        mean = part.total(total) / n_values
        yield from part.said(kind, mean, n_evaluated=part.n_units(count), **more)


def _directions(part: Part) -> Iterator[dict[str, Any]]:
    found = direction_calibration(part.sums.columns, part.units)
    if found is not None:
        for kind, value in (
            ("ece", found.ece),
            ("brier", found.brier),
            ("brier_skill", found.brier_skill),
        ):
            yield from part.said(kind, value, n_evaluated=found.n_units)


def _is_known(value: object) -> bool:
    if isinstance(value, float):
        return bool(np.isfinite(value))
    return value not in (None, "")
