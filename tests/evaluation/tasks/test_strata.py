"""A unit stands where training left it: the first regime that fits, and what is new of context."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING

import pytest

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.tasks.strata import Knowledge, strata_of
from aivc.evaluation.units import Intervention, Step, Unit
from tests.evaluation.tasks.making import declared, lab

if TYPE_CHECKING:
    from pathlib import Path


def _unit(*steps: Step, hours: float = 24.0) -> Unit:
    return Unit("u", Intervention(steps), harvest_hours=hours)


def _dose(agent: str, dose: float = 1.0, start: float = 0.0, end: float = nan) -> Step:
    return Step(agent, dose, "umol/L", start, end)


KNOWN = Knowledge(
    [
        _unit(hours=24.0),
        _unit(_dose("a", 0.1)),
        _unit(_dose("a", 10.0)),
        _unit(_dose("a", 1.0), hours=6.0),
        _unit(_dose("a", 1.0), hours=48.0),
        _unit(_dose("b", 1.0)),
        _unit(_dose("c", 1.0)),
        _unit(_dose("a", 1.0), _dose("b", 1.0)),
        _unit(_dose("d", 1.0), _dose("e", 1.0)),
        _unit(_dose("f", 1.0, 0.0, 8.0)),
        _unit(_dose("f", 4.0, 0.0, 8.0)),
    ]
)

CASES = {
    "no step": (_unit(), Regime.NONE),
    "dose zero": (_unit(_dose("zzz", 0.0)), Regime.NONE),
    "new agent": (_unit(_dose("z")), Regime.UNSEEN_AGENT),
    "new agent at a new time": (_unit(_dose("z"), hours=900.0), Regime.UNSEEN_AGENT),
    "both new": (_unit(_dose("y"), _dose("z")), Regime.COMBINATION_NONE_SEEN),
    "one new": (_unit(_dose("a"), _dose("z")), Regime.COMBINATION_SOME_SEEN),
    "both known": (_unit(_dose("b"), _dose("c")), Regime.COMBINATION_ALL_SEEN),
    "known together, never alone": (_unit(_dose("a"), _dose("d")), Regime.COMBINATION_SOME_SEEN),
    "a known pair": (_unit(_dose("b", 1.0), _dose("a", 1.0)), Regime.SEEN),
    "never without its partner": (_unit(_dose("d")), Regime.SCHEDULE_UNSEEN),
    "above all doses": (_unit(_dose("a", 11.0)), Regime.DOSE_EXTRAPOLATION),
    "below all doses": (_unit(_dose("a", 0.01)), Regime.DOSE_EXTRAPOLATION),
    "in a unit that training has not": (
        _unit(Step("a", 1.0, "mg/L")),
        Regime.DOSE_EXTRAPOLATION,
    ),
    "dose before time": (_unit(_dose("a", 11.0), hours=900.0), Regime.DOSE_EXTRAPOLATION),
    "after all times": (_unit(_dose("a", 1.0), hours=49.0), Regime.TIME_EXTRAPOLATION),
    "before all times": (_unit(_dose("a", 3.0), hours=1.0), Regime.TIME_EXTRAPOLATION),
    "a wash-out": (_unit(_dose("a", 1.0, 0.0, 8.0)), Regime.SCHEDULE_UNSEEN),
    "a later start": (_unit(_dose("b", 1.0, 6.0)), Regime.SCHEDULE_UNSEEN),
    "a known wash-out": (_unit(_dose("f", 2.0, 0.0, 8.0)), Regime.DOSE_INTERPOLATION),
    "between doses": (_unit(_dose("a", 3.0)), Regime.DOSE_INTERPOLATION),
    "between times": (_unit(_dose("a", 1.0), hours=12.0), Regime.TIME_INTERPOLATION),
    "a known dose at a known time": (_unit(_dose("a", 0.1), hours=6.0), Regime.TIME_INTERPOLATION),
    "known": (_unit(_dose("a", 10.0)), Regime.SEEN),
}


@pytest.mark.parametrize("case", CASES)
def test_the_regime_is_the_first_that_fits(case: str) -> None:
    unit, expected = CASES[case]
    assert KNOWN.regime(unit) is expected


def test_doses_that_nobody_knows_are_neither_within_nor_beyond() -> None:
    known = Knowledge([_unit(Step("a"), hours=nan)])
    assert known.regime(_unit(Step("a"), hours=nan)) is Regime.SEEN


def test_what_is_new_of_context_is_said_axis_by_axis() -> None:
    asked = [_unit(_dose("a", 10.0)), _unit(_dose("a", 10.0))]
    values = {"site": [("s1",), ("s9",)], "donor": [("d9",), ()]}
    known = {"site": frozenset({"s1"}), "donor": frozenset({"d1"})}
    first, second = strata_of(asked, [_unit(_dose("a", 10.0))], values, known)
    assert (first.name, second.name) == ("seen, new donor", "seen, new site")


def test_a_donor_of_which_training_has_controls_alone_is_new(tmp_path: Path) -> None:
    made = lab(tmp_path)
    is_control = made.obs.agent == "vehicle"
    made.parts = [
        "train" if flag else part for flag, part in zip(is_control, made.parts, strict=True)
    ]
    prepared = made.prepare()
    assert prepared.queries.units[0].control == "D3|control"
    assert [stratum.name for stratum in prepared.truth.strata] == ["seen, new donor"]


def test_clusters_are_values_on_the_cluster_axes(tmp_path: Path) -> None:
    made = lab(tmp_path, (("vehicle", 0.0), ("b+a", 1.0), ("c", 2.0)))
    for axes, expected in (
        (["agent"], ("a+b", "c")),
        (["donor"], ("D3", "D3")),
        (["donor", "agent"], ("D3|a+b", "D3|c")),
        (["observation"], ("D3|a + b", "D3|c 2 umol/L")),
    ):
        made.header["tasks"] = [declared(cluster_axes=axes)]
        assert made.prepare().truth.clusters == expected
