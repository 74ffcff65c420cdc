"""What a reader must know before using a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.evaluation.scoring.answers import Fate
from aivc.validators.facts.evaluation.model import COVERAGE, RESPONDING, TOLERATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aivc.evaluation.scoring.grid import FilledRow
    from aivc.evaluation.scoring.judged_units import JudgedUnits
    from aivc.evaluation.scoring.row_results import RowResult, ScoredReadout

TOLERATED_OF_WORST = 0.3
"""How far that of the worst unit may: of many units one is always low."""
LIKELY = 0.05
"""Probability above which the worst unit may be low by chance."""
VISIBLE = 0.01
LEAST_COVERED_FEATURES = 0.8
MANY_LOOKS = 10


def called(kind: str, because: str, stratum: str = "") -> dict[str, Any]:
    """Return an instance of ``CalledOut``."""
    stated = {"called_out_kind": kind, "because": because}
    return {**stated, "stratum": stratum} if stratum else stated


def of_coverage(calibration: Sequence[Mapping[str, Any]], level: float) -> Iterator[dict[str, Any]]:
    """Yield where intervals of the judged level hold less than they promise.

    Overall coverage hides this: of thousands of features few respond, and an interval around no
    change holds all the others.
    """
    judged = [
        each
        for each in calibration
        if each["calibration_kind"] == COVERAGE and abs(each["nominal_level"] - level) < 1e-6
    ]
    overall = next((each for each in judged if "stratum" not in each), None)
    for each in judged:
        held, stratum = each["observed_level"], each.get("stratum", "")
        if not _falls_short(each):
            continue
        if stratum == RESPONDING:
            marginal = "" if overall is None else f", against {_share(overall)} of all features"
            because = (
                f"{held:.0%} of the responding features lie in the {level:.0%} intervals{marginal}"
            )
            if level - each["expected_level"] > VISIBLE:
                because += f"; {each['expected_level']:.0%} would if the effects were known"
            yield called("undercoverage_responding", because)
        else:
            because = f"{held:.0%} of the values lie in the {level:.0%} intervals"
            yield called("undercoverage_stratum", because, stratum)
    if (
        overall is not None
        and overall["worst_level"] < level - TOLERATED_OF_WORST
        and overall["worst_chance"] < LIKELY
    ):
        because = (
            f"{overall['worst_level']:.0%} of the values of unit {overall['worst_unit']} lie in "
            f"the {level:.0%} intervals"
        )
        yield called("undercoverage_worst_unit", because)


def _falls_short(covered: Mapping[str, Any]) -> bool:
    """Tell whether intervals hold less than right ones would, and not by chance.

    Of a single cluster nobody knows what is chance, so that only a large gap counts.
    """
    expected, highest = covered["expected_level"], covered.get("highest_level")
    tolerated = TOLERATED_OF_WORST if highest is None else TOLERATED
    is_by_chance = highest is not None and highest >= expected
    return bool(covered["observed_level"] < expected - tolerated and not is_by_chance)


def of_units(units: JudgedUnits) -> Iterator[dict[str, Any]]:
    """Yield that units were left out."""
    missing, failed = units.count(Fate.MISSING), units.count(Fate.FAILED)
    if missing or failed:
        because = (
            f"of {len(units.fates)} units {missing} are missing and {failed} failed; they score "
            "worst"
        )
        yield called("missing_units", because)


def of_row(
    row: FilledRow, results: Sequence[RowResult], decides: RowResult
) -> Iterator[dict[str, Any]]:
    """Yield what is wrong with the numbers of a row."""
    name = decides.measured.metric.metric_id
    against = decides.measured.against
    enough = decides.measured.n_clusters >= row.least_units
    if against is not None and enough and against.interval.high < 0:
        because = (
            f"{against.floor_name} is better by {name}: {against.floor:.4g} against "
            f"{decides.measured.value:.4g}"
        )
        yield called("worse_than_floor", because, row.row_id)
    if not any(each.sees_scale for each in results):
        because = "no metric that sees the size of effects could be computed"
        yield called("scale_only_blind", because, row.row_id)
    without = [_name(each) for each in results if not each.has_range]
    if without:
        because = (
            "in these data a replicate is hardly better than the mean of training by "
            f"{', '.join(without)}"
        )
        yield called("metric_without_range", because, row.row_id)


def of_readouts(readouts: Sequence[ScoredReadout]) -> Iterator[dict[str, Any]]:
    """Yield readouts of which the data hold few features."""
    for each in readouts:
        if each.coverage < LEAST_COVERED_FEATURES:
            because = f"{each.readout_id}: the data hold {each.coverage:.0%} of its features"
            yield called("low_feature_coverage", because)


def of_looks(looks: int | None) -> Iterator[dict[str, Any]]:
    """Yield that the test partition was looked at often, or that nobody could count."""
    if looks is None:
        yield called("not_recorded", "the look at the test partition could not be recorded")
    elif looks > MANY_LOOKS:
        because = (
            f"{looks} files of predictions were judged on this test partition, so that the best of "
            "them may be best by chance"
        )
        yield called("many_looks", because)


def _name(result: RowResult) -> str:
    return f"{result.measured.metric.metric_id} of {result.readout.readout_id}"


def _share(result: Mapping[str, Any]) -> str:
    return f"{result['observed_level']:.0%}"
