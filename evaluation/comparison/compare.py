"""Compare two predictors unit by unit, on reports that are about the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.comparison.bootstrap import (
    Interval,
    cluster_sums,
    drawn_totals,
    interval_over,
    ratios,
)
from aivc.evaluation.comparison.holm import holm
from aivc.evaluation.comparison.refusal import refuse_unlike
from aivc.evaluation.comparison.sign_flip import sign_flip_p, signs_tell
from aivc.evaluation.comparison.win_rate import win_rate
from aivc.evaluation.errors import ComparisonError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import EvaluationReport, UnitScores

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ComparedMetric:
    """One metric of one readout on one row of the grid, in two reports.

    Attributes
    ----------
    stratum, readout, metric, metric_version
        What is compared.
    n_units, n_clusters
        Over how many pairs, and clusters of these.
    first, second
        Values.
    difference, interval
        How much better the first is, positive where it is, with its interval over clusters.
    p_value, adjusted_p_value
        By flipping signs of clusters, and adjusted (Holm) for the metrics of the row.
    win_rate
        Share of units in which the first is better; ties count half.
    is_enough
        Whether the row has as many clusters as it needs to be evidence.
    """

    stratum: str
    readout: str
    metric: str
    metric_version: int
    n_units: int
    n_clusters: int
    first: float
    second: float
    difference: float
    interval: Interval
    p_value: float
    adjusted_p_value: float
    win_rate: float
    is_enough: bool

    @property
    def is_better(self) -> bool | None:
        """Whether the first is better, None where it cannot be told.

        It can where there are enough clusters, the interval of the difference leaves out zero, and
        signs given to clusters by chance seldom make as much.
        """
        if not self.is_enough or not self.interval.is_known:
            return None
        is_apart = self.interval.low > 0 or self.interval.high < 0
        if is_apart and signs_tell(self.p_value, self.n_clusters):
            return self.interval.low > 0
        return None


def compare(
    first: EvaluationReport, second: EvaluationReport, *, seed: int = 0
) -> tuple[ComparedMetric, ...]:
    """Compare every metric of every row of the grid, pair by pair.

    Parameters
    ----------
    first, second
        Reports.
    seed
        Of draws and signs.

    Returns
    -------
    tuple of ComparedMetric
        In the order of the first report.

    Raises
    ------
    ComparisonError
        They differ in data, manifest, task, metrics or readouts, one of these is not known, or
        they do not hold the same units.
    """
    refuse_unlike(first, second)
    others = {_key(each): each for each in second.unit_scores}
    better = {
        card.metric_id: 1.0 if card.better == "higher" else -1.0 for card in first.metric_cards
    }
    least = {row.grid_row_id: row.least_units or 0 for row in first.grid_results}
    found = []
    for scores in first.unit_scores:
        other = others.get(_key(scores))
        if other is None:
            # A metric that only one of them has, such as one of quantiles, compares nothing.
            continue
        enough = least.get(scores.stratum, 0)
        found.append(_compared(scores, other, better[scores.metric], enough, seed))
    return tuple(_adjusted(found))


def _key(scores: UnitScores) -> Key:
    return scores.stratum or "", scores.readout_id or "", scores.metric or ""


def _compared(
    first: UnitScores, second: UnitScores, sign: float, least_clusters: int, seed: int
) -> ComparedMetric:
    names = list(first.unit_ids)
    place = {name: row for row, name in enumerate(second.unit_ids)}
    if sorted(names) != sorted(second.unit_ids):
        missing = sorted(set(names) ^ set(second.unit_ids))
        msg = (
            f"{first.metric} on {first.stratum}: the reports do not hold the same units "
            f"({len(missing)} differ, such as {missing[0] if missing else names[0]!r}); "
            "evaluate both again with the same version"
        )
        raise ComparisonError(msg)
    order = [place[name] for name in names]
    ours = np.array(first.unit_values, dtype=float)
    theirs = np.array(second.unit_values, dtype=float)[order]
    weights = np.array(first.unit_weights or [1.0] * len(names), dtype=float)
    sums = cluster_sums(np.stack([ours, theirs, weights], axis=1), first.clusters)
    drawn = drawn_totals(sums, seed=seed)
    differences = sign * (ratios(drawn[:, 0], drawn[:, 2]) - ratios(drawn[:, 1], drawn[:, 2]))
    gains = sign * (ours - theirs)
    difference = float(gains.sum() / weights.sum())
    p_value = sign_flip_p(sign * (sums[:, 0] - sums[:, 1]), seed=seed)
    return ComparedMetric(
        first.stratum or "",
        first.readout_id or "",
        first.metric or "",
        first.metric_version or 0,
        len(names),
        len(sums),
        float(ours.sum() / weights.sum()),
        float(theirs.sum() / weights.sum()),
        difference,
        interval_over(differences, difference, len(sums)),
        p_value,
        p_value,
        win_rate(gains, theirs),
        len(sums) >= least_clusters,
    )


def _adjusted(found: list[ComparedMetric]) -> Iterator[ComparedMetric]:
    from dataclasses import replace

    for stratum in dict.fromkeys(each.stratum for each in found):
        row = [each for each in found if each.stratum == stratum]
        for each, adjusted in zip(row, holm([each.p_value for each in row]), strict=True):
            yield replace(each, adjusted_p_value=adjusted)
