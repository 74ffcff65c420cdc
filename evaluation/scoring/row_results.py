"""Results of a row of the grid, as the standard states them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.comparison.bootstrap import LEVEL, N_DRAWS
from aivc.evaluation.comparison.holm import holm
from aivc.evaluation.comparison.sign_flip import signs_tell
from aivc.evaluation.metrics.calibrated import LEAST_RANGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.evaluation.grid_row import Stratum
    from aivc.evaluation.readouts.readout import ReadoutKind
    from aivc.evaluation.scoring.grid import FilledRow
    from aivc.evaluation.scoring.measured_row import MeasuredRow, ScoredMetric

CI_METHOD = (
    f"cluster bootstrap, {N_DRAWS} draws, percentiles stretched to t of clusters - 1, {LEVEL:.0%}"
)
PARTITION = "test"
SUPPORTED = "supported"
NOT_SUPPORTED = "not_supported"
INSUFFICIENT = "insufficient_evidence"
BLANK = "blank"


@dataclass(frozen=True, eq=False)
class ScoredReadout:
    """A readout with everything that was computed of it.

    Attributes
    ----------
    readout_id, kind, coverage
        Of the readout.
    ids, clusters, strata
        Of each row.
    metrics
        Scores of the rows.
    definition
        Digest of the readout without what training measured.
    """

    readout_id: str
    kind: ReadoutKind
    coverage: float
    ids: tuple[str, ...]
    clusters: tuple[str, ...]
    strata: tuple[Stratum, ...]
    metrics: tuple[ScoredMetric, ...]
    definition: str

    def sees_scale(self, scored: ScoredMetric) -> bool:
        """Whether effects of another size give the metric another value."""
        return not scored.metric.is_blind_to_scale_on(self.kind)

    def rows_in(self, row: FilledRow) -> NDArray[np.bool_]:
        """Return which rows of the readout stand in a row of the grid."""
        return np.array([stratum == row.stratum for stratum in self.strata], dtype=bool)


@dataclass(frozen=True, eq=False)
class RowResult:
    """One metric on one row of the grid.

    ``sees_scale`` says that effects of another size give it another value.
    """

    readout: ScoredReadout
    measured: MeasuredRow
    sees_scale: bool

    @property
    def has_range(self) -> bool:
        """Whether the metric tells a replicate from the mean of training, as far as is known."""
        return not self.measured.dynamic_range < LEAST_RANGE

    @property
    def has_floor(self) -> bool:
        """Whether there is a trivial predictor to compare with."""
        return self.measured.against is not None


def row_results(
    row: FilledRow, readouts: Sequence[ScoredReadout], *, seed: int
) -> tuple[RowResult, ...]:
    """Compute every metric of every readout of a row.

    Parameters
    ----------
    row
        The row of the grid.
    readouts
        In the order of the row; the first decides.
    seed
        Of draws and signs.
    """
    found = []
    for readout in readouts:
        rows = readout.rows_in(row)
        for scored in readout.metrics:
            measured = scored.on(rows, readout.clusters, seed=seed)
            if measured is not None:
                found.append(RowResult(readout, measured, readout.sees_scale(scored)))
    return tuple(found)


def deciding(results: Sequence[RowResult], *, row: FilledRow) -> RowResult | None:
    """Return the result that decides a row; None where there is no result.

    It sees scale and has a floor; of several such results one that has range in these data goes
    first, and then one of the readout of the row. What decides without range, and a row in which
    nothing sees scale, are called out.
    """

    def rank(result: RowResult) -> tuple[bool, bool, bool]:
        is_own = result.readout.readout_id == row.readouts[0]
        return result.sees_scale and result.has_floor, result.has_range, is_own

    return max(results, key=rank, default=None)


def evidence_of(measured: MeasuredRow, least_units: int) -> str:
    """Say whether a result supports a decision.

    It does where there are enough clusters, the interval of the difference to the best trivial
    predictor lies above zero, and signs given to clusters by chance seldom make as much. Intervals
    alone are too narrow where some clusters are much larger than others.
    """
    against = measured.against
    if measured.n_clusters < least_units or against is None or not against.interval.is_known:
        return INSUFFICIENT
    is_told = against.interval.low > 0 and signs_tell(against.p_value, measured.n_clusters)
    return SUPPORTED if is_told else NOT_SUPPORTED


def stated_results(
    results: Sequence[RowResult], row: FilledRow, space: str
) -> tuple[dict[str, Any], ...]:
    """Return instances of ``MetricResult``, with p-values adjusted for all metrics of the row."""
    tested = [place for place, each in enumerate(results) if each.measured.against is not None]
    raw = [results[place].measured.against.p_value for place in tested]  # type: ignore[union-attr]
    adjusted = dict(zip(tested, holm(raw), strict=True))
    return tuple(
        _stated(each, row, space, adjusted.get(place)) for place, each in enumerate(results)
    )


def _stated(
    result: RowResult, row: FilledRow, space: str, adjusted: float | None
) -> dict[str, Any]:
    measured, readout = result.measured, result.readout
    is_in_space = readout.kind.value == "expression"
    stated: dict[str, Any] = {
        "metric": measured.metric.metric_id,
        "metric_version": measured.metric.version,
        "readout_id": readout.readout_id,
        "value": measured.value,
        "ci_low": measured.interval.low,
        "ci_high": measured.interval.high,
        "ci_method": CI_METHOD if measured.interval.is_known else None,
        "n_evaluated": measured.n_scored,
        "n_clusters": measured.n_clusters,
        "space": space if is_in_space else readout.readout_id,
        "partition": PARTITION,
        "stratum": row.row_id,
        "better": measured.metric.better.value,
        "replicate": measured.replicate,
        "scaled_value": measured.scaled,
        "dynamic_range": measured.dynamic_range,
    }
    against = measured.against
    if against is not None:
        stated |= {
            "floor": against.floor,
            "floor_predictor": against.floor_name,
            "delta_to_floor": against.delta,
            "delta_low": against.interval.low,
            "delta_high": against.interval.high,
            "win_rate": against.win_rate,
            "p_value": against.p_value,
            "adjusted_p_value": adjusted,
            "evidence": evidence_of(measured, row.least_units),
        }
    return known(stated)


def known(stated: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: JSON has no NaN, and no number is not zero."""
    return {
        slot: value
        for slot, value in stated.items()
        if value is not None
        and value != ""
        and not (isinstance(value, float) and not np.isfinite(value))
    }
