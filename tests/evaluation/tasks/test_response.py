"""The view has no truth, questions tell nothing, and both follow from the data alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import Space, TaskKind
from aivc.evaluation.view import Role
from tests.evaluation.tasks.making import FEATURES, declared, lab

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.tasks.prepare import Prepared

DOSES = (("vehicle", 0.0), ("drug", 0.1), ("drug", 1.0), ("other", 1.0))


def _log_of_sum(x: Any) -> Any:
    return np.log1p(1e4 * x.sum(axis=0) / x.sum())


def _rows(obs: Any, donor: str, agent: str, dose: float) -> Any:
    return ((obs.donor == donor) & (obs.agent == agent) & (obs.dose == dose)).to_numpy()


def _by_id(prepared: Prepared) -> dict[str, int]:
    return {unit.unit_id: row for row, unit in enumerate(prepared.view.units)}


def test_states_are_those_of_the_rows_of_each_unit(tmp_path: Path) -> None:
    made = lab(tmp_path, DOSES)
    prepared = made.prepare()
    rows = _by_id(prepared)
    assert prepared.view.features == FEATURES
    assert prepared.view.task.space is Space.LOG_OF_SUM
    for donor in ("D1", "D2"):
        for agent, dose in DOSES:
            name = f"{donor}|control" if agent == "vehicle" else f"{donor}|{agent} {dose:g} umol/L"
            expected = _log_of_sum(made.x[_rows(made.obs, donor, agent, dose)])
            np.testing.assert_allclose(prepared.view.states[rows[name]], expected, rtol=1e-12)
            assert prepared.view.units[rows[name]].n_observations == 6
    truth = prepared.truth
    assert [unit.unit_id for unit in truth.units] == [u.unit_id for u in prepared.queries.units]
    control = _log_of_sum(made.x[_rows(made.obs, "D3", "vehicle", 0.0)])
    for k, unit in enumerate(truth.units):
        (step,) = unit.intervention.steps
        x = made.x[_rows(made.obs, "D3", step.agent, step.dose)]
        np.testing.assert_allclose(truth.states[k], _log_of_sum(x), rtol=1e-12)
        np.testing.assert_allclose(truth.controls[k], control, rtol=1e-12)


def test_questions_tell_nothing_of_the_truth(tmp_path: Path) -> None:
    prepared = lab(tmp_path, DOSES).prepare()
    assert len(prepared.queries.units) == 3
    assert all(unit.n_observations == 0 for unit in prepared.queries.units)
    assert all(unit.n_observations == 6 for unit in prepared.truth.units)
    shown = {row.tobytes() for row in prepared.view.states}
    assert not shown & {row.tobytes() for row in prepared.truth.states}
    assert not shown & {row.tobytes() for row in prepared.truth.controls}
    assert not {u.context["donor"] for u in prepared.view.units} & {"D3"}


def test_without_a_grant_the_control_is_hidden_and_judged_by(tmp_path: Path) -> None:
    prepared = lab(tmp_path).prepare()
    assert [unit.control for unit in prepared.queries.units] == [""]
    assert not np.isnan(prepared.truth.controls).any()
    assert any("the grant `controls` would put them there" in note for note in prepared.notes)


def test_a_grant_puts_the_control_into_the_view(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.header["grants"] = [{"granted": "controls of the test donors"}]
    prepared = made.prepare()
    (question,) = prepared.queries.units
    row = _by_id(prepared)[question.control]
    assert prepared.view.roles[row] is Role.GRANTED
    assert prepared.view.units[row].is_control
    np.testing.assert_array_equal(prepared.view.states[row], prepared.truth.controls[0])
    assert not any("grant" in note for note in prepared.notes)


def test_a_granted_control_is_one_even_where_its_rows_are_divided(tmp_path: Path) -> None:
    made = lab(tmp_path, n_cells=8)
    is_control = (made.obs.agent == "vehicle") & (made.obs.donor == "D3")
    divided = [k for k, flag in enumerate(is_control) if flag][:5]
    made.parts = ["train" if k in divided else part for k, part in enumerate(made.parts)]
    differing = made.prepare()
    row = _by_id(differing)[differing.queries.units[0].control]
    assert differing.view.units[row].n_observations == 5
    assert not np.array_equal(differing.view.states[row], differing.truth.controls[0])
    assert any("has other controls of theirs" in note for note in differing.notes)
    made.header["grants"] = [{"granted": "controls"}]
    agreed = made.prepare()
    row = _by_id(agreed)[agreed.queries.units[0].control]
    assert agreed.view.units[row].n_observations == 8
    np.testing.assert_array_equal(agreed.view.states[row], agreed.truth.controls[0])


def test_a_grant_that_nobody_understands_is_told(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.header["grants"] = [{"granted": "UMI per cell"}, {"granted": "inputs"}]
    notes = made.prepare().notes
    assert any("'UMI per cell'" in note for note in notes)
    assert any("inputs are granted" in note for note in notes)


def test_a_dose_of_zero_is_a_control(tmp_path: Path) -> None:
    made = lab(tmp_path, (("drug", 0.0), ("drug", 1.0)))
    prepared = made.prepare()
    assert {u.unit_id for u in prepared.view.units if u.is_control} == {"D1|control", "D2|control"}
    assert all(u.control for u in prepared.view.units if not u.is_control)


def test_combinations_are_one_in_any_order(tmp_path: Path) -> None:
    names = (("vehicle", 0.0), ("b+a", 1.0), ("a+b", 1.0), ("a", 1.0))
    prepared = lab(tmp_path, names).prepare()
    pairs = [u for u in prepared.view.units if len(u.intervention.agents) == 2]
    assert {u.intervention.agents for u in pairs} == {("a", "b")}
    assert [u.n_observations for u in pairs] == [12, 12]


def test_the_order_of_rows_decides_nothing(tmp_path: Path) -> None:
    made = lab(tmp_path, DOSES)
    straight = made.prepare()
    order = np.random.default_rng(3).permutation(len(made.obs)).tolist()
    mixed = made.taken(order).prepare()
    assert mixed.view.digest == straight.view.digest
    assert mixed.queries.units == straight.queries.units
    assert mixed.truth.dataset_digest == straight.truth.dataset_digest
    np.testing.assert_array_equal(mixed.truth.states, straight.truth.states)
    np.testing.assert_allclose(mixed.truth.p_values, straight.truth.p_values, rtol=1e-9)
    for one, other in zip(mixed.truth.halves, straight.truth.halves, strict=True):
        np.testing.assert_array_equal(one.first, other.first)
        np.testing.assert_array_equal(one.second_control, other.second_control)


def test_halves_are_of_disjoint_rows_of_units_and_controls(tmp_path: Path) -> None:
    made = lab(tmp_path, n_cells=7)
    made.header["tasks"] = [declared(aggregation="mean")]
    truth = made.prepare().truth
    assert len(truth.halves) == 5
    for half in truth.halves:
        np.testing.assert_allclose((4 * half.first + 3 * half.second) / 7, truth.states, rtol=1e-12)
        whole = (4 * half.first_control + 3 * half.second_control) / 7
        np.testing.assert_allclose(whole, truth.controls, rtol=1e-12)


def test_units_of_one_row_have_neither_noise_nor_tests_nor_halves(tmp_path: Path) -> None:
    prepared = lab(tmp_path, n_cells=1).prepare()
    assert prepared.view.noise is None
    assert prepared.truth.noise is None
    assert prepared.truth.control_noise is None
    assert prepared.truth.p_values is None
    assert prepared.truth.halves == ()


def test_the_mean_response_of_training_is_over_units(tmp_path: Path) -> None:
    made = lab(tmp_path, DOSES)
    prepared = made.prepare()
    rows = _by_id(prepared)
    differences = [
        prepared.view.states[row] - prepared.view.states[rows[unit.control]]
        for row, unit in enumerate(prepared.view.units)
        if not unit.is_control
    ]
    assert len(differences) == 6
    np.testing.assert_allclose(prepared.truth.training_mean, np.mean(differences, axis=0))


def test_calibration_is_in_the_view_with_its_own_controls(tmp_path: Path) -> None:
    made = lab(tmp_path, parts={"D2": "calibration", "D3": "test"})
    prepared = made.prepare()
    roles = {u.unit_id: r for u, r in zip(prepared.view.units, prepared.view.roles, strict=True)}
    assert roles["D2|drug 1 umol/L"] is Role.CALIBRATION
    assert roles["D2|control"] is Role.CALIBRATION
    assert roles["D1|drug 1 umol/L"] is Role.TRAINING


def test_validation_stays_out_and_that_is_said(tmp_path: Path) -> None:
    made = lab(tmp_path, parts={"D2": "validation", "D3": "test"})
    prepared = made.prepare()
    assert {u.context["donor"] for u in prepared.view.units} == {"D1"}
    assert any("validation" in note for note in prepared.notes)
    made.header["validation_role"] = "calibration"
    roles = made.prepare().view.roles
    assert Role.CALIBRATION in roles


def test_excluded_rows_are_nowhere(tmp_path: Path) -> None:
    made = lab(tmp_path, parts={"D2": "excluded", "D3": "test"})
    prepared = made.prepare()
    assert {u.context["donor"] for u in prepared.view.units} == {"D1"}


@pytest.mark.parametrize(
    ("exclusions", "has_control"),
    [
        ([], True),
        ([{"exclusion_reason": "few cells"}], False),
        (
            [
                {
                    "exclusion_reason": "bad slice",
                    "matches": [{"column": "donor", "column_value": "D3"}],
                }
            ],
            False,
        ),
        (
            [
                {
                    "exclusion_reason": "bad slice",
                    "matches": [{"column": "donor", "column_value": "D9"}],
                }
            ],
            True,
        ),
    ],
)
def test_controls_in_no_part_judge_unless_they_were_left_out(
    tmp_path: Path, exclusions: list[dict[str, Any]], has_control: bool
) -> None:
    made = lab(tmp_path)
    is_control = ((made.obs.agent == "vehicle") & (made.obs.donor == "D3")).tolist()
    made.parts = ["" if flag else p for flag, p in zip(is_control, made.parts, strict=True)]
    made.header["exclusions"] = exclusions
    is_known = ~np.isnan(made.prepare().truth.controls)
    assert is_known.all() if has_control else not is_known.any()


def test_units_without_any_control_are_counted_and_judged_by_none(tmp_path: Path) -> None:
    made = lab(tmp_path)
    bare = ((made.obs.agent == "vehicle") & (made.obs.donor == "D3")).to_numpy()
    kept = np.flatnonzero(~bare).tolist()
    prepared = made.taken(kept).prepare()
    assert np.isnan(prepared.truth.controls).all()
    assert not np.isnan(prepared.truth.states).any()
    assert any("have no control" in note for note in prepared.notes)


def test_columns_on_which_controls_match_are_those_of_the_task(tmp_path: Path) -> None:
    made = lab(tmp_path, n_cells=8)
    made.obs["plate"] = [f"P{k % 2}" for k in range(len(made.obs))]
    made.card["binding"]["keys"] = [
        *made.card["binding"]["keys"],
        {"role": "plate", "columns": ["plate"]},
    ]
    made.header["tasks"] = [
        declared(context_axes=["donor", "plate"], control_matched_on=["donor", "plate"])
    ]
    prepared = made.prepare()
    for k, unit in enumerate(prepared.truth.units):
        rows = (made.obs.donor == "D3") & (made.obs.agent == "vehicle")
        rows &= made.obs.plate == unit.context["plate"]
        expected = _log_of_sum(made.x[rows.to_numpy()])
        np.testing.assert_allclose(prepared.truth.controls[k], expected, rtol=1e-12)
    made.header["tasks"] = [declared(control_matched_on=["nothing"])]
    with pytest.raises(TaskError, match="nothing"):
        made.prepare()


def test_a_control_of_several_places_takes_them_all(tmp_path: Path) -> None:
    made = lab(tmp_path, n_cells=8)
    made.obs["plate"] = [f"P{k % 2}" for k in range(len(made.obs))]
    made.header["tasks"] = [declared(context_axes=["donor"], control_matched_on=["plate"])]
    prepared = made.prepare()
    vehicle = ((made.obs.agent == "vehicle") & (made.obs.donor == "D3")).to_numpy()
    np.testing.assert_allclose(prepared.truth.controls[0], _log_of_sum(made.x[vehicle]))


def test_negative_numbers_are_no_counts(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.x = made.x - 5.0
    made.header["tasks"] = [declared(aggregation="log_of_sum", target_layer="X")]
    with pytest.raises(TaskError, match="below zero"):
        made.prepare()


def test_fractions_among_counts_are_told(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.x = made.x + 0.25
    made.header["tasks"] = [declared(aggregation="log_of_sum", target_layer="X")]
    assert any("no whole numbers" in note for note in made.prepare().notes)


def test_chosen_features_keep_the_depth_of_all(tmp_path: Path) -> None:
    made = lab(tmp_path)
    whole = made.prepare()
    made.header["tasks"] = [declared(target_features=["gene7", "gene2"])]
    some = made.prepare()
    assert some.view.features == some.queries.features == ("gene2", "gene7")
    np.testing.assert_array_equal(some.truth.states, whole.truth.states[:, [2, 7]])
    made.header["tasks"] = [declared(target_features=["gene99"])]
    with pytest.raises(TaskError, match="gene99"):
        made.prepare()


def test_features_that_agents_target_are_named(tmp_path: Path) -> None:
    prepared = lab(tmp_path, (("vehicle", 0.0), ("gene3", 1.0), ("gene5+gene3", 1.0))).prepare()
    assert prepared.truth.targeted == ("gene3", "gene5")


def test_a_split_of_other_data_is_refused(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.header["split_of"] = {
        "dataset_id": "aivc:datasets/other",
        "observations_digest": "ids1:" + "0" * 32,
    }
    with pytest.raises(TaskError, match="other observations"):
        made.prepare()


def test_nothing_to_ask_about_is_refused(tmp_path: Path) -> None:
    made = lab(tmp_path, parts={"D9": "test"})
    with pytest.raises(TaskError, match="no treated unit in test"):
        made.prepare()


def test_a_drafted_task_says_so(tmp_path: Path) -> None:
    task = lab(tmp_path).task()
    assert (task.task_id, task.kind, task.is_declared) == ("default", TaskKind.RESPONSE, False)
    assert (task.context_axes, task.cluster_axes) == (("donor",), ("donor",))
