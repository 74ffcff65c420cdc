"""Other modalities and compositions: what goes in is kept apart from what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.task import Space
from tests.evaluation.tasks.making import FEATURES, declared, lab

if TYPE_CHECKING:
    from pathlib import Path

    from tests.evaluation.tasks.making import Lab

PROTEINS = ("gene0", "gene1")


def _translating(folder: Path, **slots: Any) -> Lab:
    made = lab(folder, n_cells=4)
    made.header["tasks"] = [
        declared(task_kind="modality", target_features=[*PROTEINS], input_table="X", **slots)
    ]
    return made


def _composing(folder: Path, **slots: Any) -> Lab:
    made = lab(folder, n_cells=6)
    made.obs["state"] = ["T", "B", "T", "T", "NK", "B"] * (len(made.obs) // 6)
    made.header["tasks"] = [declared(task_kind="composition", state_column="state", **slots)]
    return made


def test_a_single_cell_is_a_unit_of_its_own_name(tmp_path: Path) -> None:
    made = _translating(tmp_path, aggregation="mean")
    prepared = made.prepare()
    tested = made.obs.index[made.obs.donor == "D3"]
    assert {unit.unit_id for unit in prepared.queries.units} == {*tested}
    place = {name: k for k, name in enumerate(made.obs.index)}
    for k, unit in enumerate(prepared.truth.units):
        np.testing.assert_array_equal(prepared.truth.states[k], made.x[place[unit.unit_id], :2])
    assert prepared.truth.noise is None
    assert prepared.truth.halves == ()
    assert np.isnan(prepared.truth.controls).all()


def test_what_is_predicted_is_not_read(tmp_path: Path) -> None:
    prepared = _translating(tmp_path).prepare()
    assert prepared.view.features == PROTEINS
    inputs = prepared.view.inputs
    assert inputs is not None
    assert inputs is prepared.queries.inputs
    assert inputs.features == FEATURES[2:]
    asked = {unit.unit_id for unit in prepared.queries.units}
    known = {unit.unit_id for unit in prepared.view.units}
    assert {*inputs.unit_ids} == asked | known
    assert not np.isnan(inputs.values).any()


def test_chosen_inputs_are_read_alone(tmp_path: Path) -> None:
    inputs = _translating(tmp_path, input_features=["gene4", "gene9"]).prepare().view.inputs
    assert inputs is not None
    assert inputs.features == ("gene4", "gene9")


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        ({"input_table": ""}, "no input_table"),
        ({"target_features": [*FEATURES]}, "everything in X is predicted"),
        ({"input_features": ["gene0"]}, "everything in X is predicted"),
        ({"input_features": ["gene77"]}, "gene77"),
    ],
)
def test_a_translation_from_nothing_is_refused(
    tmp_path: Path, slots: dict[str, Any], says: str
) -> None:
    made = _translating(tmp_path)
    made.header["tasks"][0] |= slots
    with pytest.raises(TaskError, match=says):
        made.prepare()


def test_units_of_several_cells_have_noise_and_halves(tmp_path: Path) -> None:
    made = _translating(tmp_path, aggregation="mean", context_axes=["donor"])
    prepared = made.prepare()
    assert [unit.unit_id for unit in prepared.queries.units] == ["D3|control", "D3|drug 1 umol/L"]
    rows = ((made.obs.donor == "D3") & (made.obs.agent == "drug")).to_numpy()
    x = made.x[rows, :2]
    np.testing.assert_allclose(prepared.truth.states[1], x.mean(axis=0))
    assert prepared.truth.noise is not None
    np.testing.assert_allclose(prepared.truth.noise[1], x.var(axis=0, ddof=1) / len(x))
    assert len(prepared.truth.halves) == 5
    assert prepared.view.inputs is not None
    assert prepared.view.inputs.values.shape == (6, 10)


def test_a_matrix_beside_the_table_can_be_asked_for(tmp_path: Path) -> None:
    made = _translating(tmp_path)
    made.obsm["protein"] = np.arange(2.0 * len(made.obs)).reshape(-1, 2)
    made.header["tasks"][0] |= {"target_table": "obsm/protein"}
    del made.header["tasks"][0]["target_features"]
    prepared = made.prepare()
    assert prepared.view.features == ("protein:0", "protein:1")
    assert prepared.view.inputs is not None
    assert prepared.view.inputs.features == FEATURES


def test_the_mean_of_training_is_that_of_its_states(tmp_path: Path) -> None:
    prepared = _translating(tmp_path, aggregation="mean").prepare()
    np.testing.assert_allclose(prepared.truth.training_mean, prepared.view.states.mean(axis=0))


def test_shares_of_a_unit_sum_to_one(tmp_path: Path) -> None:
    prepared = _composing(tmp_path, context_axes=["donor"]).prepare()
    assert prepared.view.task.space is Space.SHARE
    assert prepared.view.features == ("B", "NK", "T")
    np.testing.assert_allclose(prepared.view.states, [[2 / 6, 1 / 6, 3 / 6]] * 4)
    noise = prepared.truth.noise
    assert noise is not None
    np.testing.assert_allclose(noise[0, 2], 0.5 * 0.5 / 5)
    for half in prepared.truth.halves:
        np.testing.assert_allclose(half.first.sum(axis=1), 1.0)
        np.testing.assert_allclose((half.first + half.second) / 2, prepared.truth.states)


def test_a_single_cell_is_all_of_one_state(tmp_path: Path) -> None:
    made = _composing(tmp_path)
    made.obsm["spatial"] = np.arange(2.0 * len(made.obs)).reshape(-1, 2)
    prepared = made.prepare()
    assert ({*np.unique(prepared.truth.states)}, len(prepared.queries.units)) == ({0.0, 1.0}, 12)
    place = {name: k for k, name in enumerate(made.obs.index)}
    for unit in prepared.queries.units:
        assert unit.place == ("", tuple(made.obsm["spatial"][place[unit.unit_id]]))


def test_cells_without_a_state_are_in_no_unit(tmp_path: Path) -> None:
    made = _composing(tmp_path)
    made.obs["state"] = made.obs.state.astype("category")
    made.obs.loc[made.obs.index[-3:], "state"] = np.nan
    prepared = made.prepare()
    assert len(prepared.queries.units) == 9
    assert any("3 rows of training and test lack a state" in note for note in prepared.notes)


def test_a_cell_of_which_nobody_tells_what_was_done_is_no_control(tmp_path: Path) -> None:
    made = _composing(tmp_path, context_axes=["donor"])
    made.obs.loc[made.obs.index[:2], "agent"] = ""
    made.obs.loc[made.obs.index[:2], "dose"] = np.nan
    prepared = made.prepare()
    rows = {unit.unit_id: unit.n_observations for unit in prepared.view.units}
    assert rows == {
        "D1": 2,
        "D1|control": 4,
        "D1|drug 1 umol/L": 6,
        "D2|control": 6,
        "D2|drug 1 umol/L": 6,
    }


def test_a_column_of_states_that_is_not_there_is_refused(tmp_path: Path) -> None:
    made = _composing(tmp_path)
    made.header["tasks"][0]["state_column"] = "cluster"
    with pytest.raises(TaskError, match="names cluster"):
        made.prepare()
