"""What is blind to the size of effects never stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues
from aivc.evaluation.scoring.row_results import deciding, row_results
from aivc.evaluation.scoring.with_scale import with_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.units import Unit
    from tests.evaluation.scoring.conftest import Case


@dataclass(frozen=True)
class Signs:
    """A readout that does not change when effects are multiplied."""

    readout_id: str = "programmes"
    features: tuple[str, ...] = tuple(f"set{number}" for number in range(12))
    digest: str = "0" * 64
    coverage: float = 0.4
    notes: tuple[str, ...] = ()
    kind = ReadoutKind.PATHWAY

    def values(
        self,
        states: np.ndarray,
        controls: np.ndarray,
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        effects = (states - controls)[:, : 12 * 10].reshape(len(units), 12, 10)
        spread = effects.std(axis=2)
        return ReadoutValues(
            tuple(unit.unit_id for unit in units),
            tuple((row,) for row in range(len(units))),
            self.features,
            effects.mean(axis=2) / np.where(spread > 0, spread, 1),
        )


def report_of(case: Case, size: float) -> dict[str, Any]:
    return case.report(case.says(case.effects * size), readouts=(Signs(),))


def test_expression_is_judged_along_and_decides(case: Case) -> None:
    (row,) = report_of(case, 1.0)["grid_results"]
    assert {each["readout_id"] for each in row["results"]} == {"programmes", "expression"}
    assert row["evidence"] == "supported"
    (decided,) = report_of(case, 1.0)["results"]
    assert decided["readout_id"] == "expression"


def test_effects_of_three_times_their_size_look_right_to_programmes_and_are_not_supported(
    case: Case,
) -> None:
    right, inflated = report_of(case, 1.0), report_of(case, 3.0)

    def of_programmes(report: dict[str, Any]) -> dict[str, float]:
        return {
            each["metric"]: each["value"]
            for each in report["grid_results"][0]["results"]
            if each["readout_id"] == "programmes"
        }

    assert of_programmes(right) == of_programmes(inflated)
    assert inflated["grid_results"][0]["evidence"] == "not_supported"


def test_a_row_in_which_nothing_sees_scale_is_called_out(case: Case) -> None:
    from aivc.evaluation.scoring import call_out
    from aivc.evaluation.scoring.answers import answers_to
    from aivc.evaluation.scoring.floors import floors_of
    from aivc.evaluation.scoring.grid import filled_rows
    from aivc.evaluation.scoring.judged import answer_of, judged
    from aivc.evaluation.scoring.scored_readouts import ready_readout, scored_readout

    truth, view = case.truth, case.view
    said = answers_to([u.unit_id for u in truth.units], truth.features, case.says(case.effects))
    floors = floors_of(truth, view, truth.features)
    ready = ready_readout(judged(Signs(), truth, truth.features, floors, case.task))
    scored, _ = scored_readout(ready, answer_of(Signs(), truth, said, floors))
    (row,) = filled_rows((), truth.strata, ("programmes",), 5)
    results = row_results(row, [scored], seed=0)
    decides = deciding(results, row=row)
    assert decides is not None
    called = list(call_out.of_row(row, results, decides))
    assert "scale_only_blind" in {each["called_out_kind"] for each in called}


def test_readouts_that_see_scale_stay_as_they_are(case: Case) -> None:
    from aivc.evaluation.readouts.expression import Expression

    own = (Expression("genes", case.truth.features), Signs())
    assert with_scale(own, case.truth.features, case.task) == own


def test_a_readout_of_few_features_is_called_out(case: Case) -> None:
    called = report_of(case, 1.0)["called_out"]
    assert "low_feature_coverage" in {each["called_out_kind"] for each in called}


@dataclass(frozen=True)
class Interactions(Signs):
    """Interactions of pairs: here the effects themselves."""

    readout_id: str = "interaction"
    kind = ReadoutKind.INTERACTION


def test_no_interaction_is_a_floor_of_its_own(case: Case) -> None:
    report = case.report(case.says(case.effects), readouts=(Interactions(),))
    assert report["baselines"] == ["no_change", "pert_mean", "no_interaction"]
    silent = case.report(case.says(case.effects * 0), readouts=(Interactions(),))
    for each in silent["grid_results"][0]["results"]:
        if each["floor_predictor"] in {"no_interaction", "no_change"}:
            assert each["delta_to_floor"] == 0
