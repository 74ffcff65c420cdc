"""An endpoint is one time for each subject, and no predictor reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from tests.evaluation.tasks.making import Lab, declared, lab

if TYPE_CHECKING:
    from pathlib import Path

DONORS = tuple(f"D{k}" for k in range(8))


def _cohort(folder: Path, **slots: Any) -> Lab:
    made = lab(folder, (("vehicle", 0.0),), DONORS, 2, {"D6": "test", "D7": "test"})
    made.obs["time"] = np.repeat(np.arange(8.0) * 100 + 50, 2)
    made.obs["died"] = np.repeat([1, 0, 1, 1, 0, 1, 1, 0], 2)
    made.obs["age"] = np.arange(16.0)
    made.obs["sex"] = np.repeat(["F", "M"] * 4, 2)
    endpoint = {
        "endpoint_kind": "overall_survival",
        "subject_column": "donor",
        "time_column": "time",
        "event_column": "died",
    }
    made.card["readouts"] = [
        {"readout_id": "survival", "readout_type": "clinical_endpoint", "endpoint": endpoint}
    ]
    made.header["tasks"] = [declared(task_kind="endpoint", **slots)]
    return made


def test_a_subject_has_a_time_and_an_event(tmp_path: Path) -> None:
    prepared = _cohort(tmp_path, input_table="X", horizons=[365, 90]).prepare()
    assert prepared.view.features == prepared.truth.features == ("time", "event")
    assert prepared.queries.features == ("risk", "survival@90", "survival@365")
    assert [unit.unit_id for unit in prepared.queries.units] == ["D6", "D7"]
    np.testing.assert_array_equal(prepared.truth.states, [[650, 1], [750, 0]])
    np.testing.assert_array_equal(prepared.view.states[:, 0], np.arange(6) * 100 + 50)
    assert prepared.truth.clusters == ("D6", "D7")
    inputs = prepared.queries.inputs
    assert inputs is not None
    assert inputs.values.shape == (8, 12)


def test_the_time_to_the_event_is_no_time_of_harvest(tmp_path: Path) -> None:
    made = _cohort(tmp_path, input_table="X")
    made.card["binding"] = {
        "keys": [*made.card["binding"]["keys"], {"role": "time", "columns": ["time"]}],
        "time_unit": "h",
    }
    assert all(np.isnan(unit.harvest_hours) for unit in made.prepare().queries.units)


def test_columns_that_may_be_read_are_named(tmp_path: Path) -> None:
    inputs = _cohort(tmp_path, input_features=["age", "sex"]).prepare().queries.inputs
    assert inputs is not None
    assert inputs.features == ("age", "sex=F", "sex=M")
    np.testing.assert_array_equal(inputs.values[:3], [[0.5, 1, 0], [2.5, 0, 1], [4.5, 1, 0]])


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        ({}, "does not say what may be read"),
        ({"input_features": ["age", "time"]}, "lets predictors read time"),
        ({"input_features": ["died"]}, "lets predictors read died"),
        ({"input_features": ["weight"]}, "weight, which is no column"),
        ({"input_table": "X", "asked_readouts": ["response"]}, "name one endpoint"),
    ],
)
def test_outcomes_are_not_read(tmp_path: Path, slots: dict[str, Any], says: str) -> None:
    made = _cohort(tmp_path, **slots)
    with pytest.raises(TaskError, match=says):
        made.prepare()


@pytest.mark.parametrize(
    ("column", "values", "events"),
    [
        ("died", [True, False], [1, 0]),
        ("OS.CNSR", [0, 3], [1, 0]),
        ("status", [2, 1], [1, 0]),
        ("died", ["yes", "no"], [1, 0]),
    ],
)
def test_an_event_is_read_as_the_field_writes_it(
    tmp_path: Path, column: str, values: list[Any], events: list[int]
) -> None:
    made = _cohort(tmp_path, input_table="X")
    made.obs[column] = np.repeat([*values] * 4, 2)
    made.card["readouts"][0]["endpoint"]["event_column"] = column
    prepared = made.prepare()
    np.testing.assert_array_equal(prepared.truth.states[:, 1], events)
    assert any("2 is read as the event" in n for n in prepared.notes) is (column == "status")


def test_an_event_that_nobody_understands_is_refused(tmp_path: Path) -> None:
    made = _cohort(tmp_path, input_table="X")
    made.obs["died"] = np.repeat(["progressed", "lost"] * 4, 2)
    with pytest.raises(TaskError, match=r"'progressed'|'lost'"):
        made.prepare()


def test_rows_of_a_subject_that_disagree_are_refused(tmp_path: Path) -> None:
    made = _cohort(tmp_path, input_table="X")
    made.obs.loc[made.obs.index[3], "time"] = 999.0
    with pytest.raises(TaskError, match="subject D1 tell different times"):
        made.prepare()


def test_subjects_without_an_outcome_are_left_out_and_counted(tmp_path: Path) -> None:
    made = _cohort(tmp_path, input_table="X")
    made.obs.loc[made.obs.index[-2:], "time"] = np.nan
    prepared = made.prepare()
    assert [unit.unit_id for unit in prepared.queries.units] == ["D6"]
    assert any("2 rows" in note for note in prepared.notes)


def test_without_a_declared_endpoint_nothing_is_asked(tmp_path: Path) -> None:
    made = _cohort(tmp_path, input_table="X")
    made.card["readouts"] = []
    with pytest.raises(TaskError, match="no readout of the type clinical_endpoint"):
        made.task()


def test_a_horizon_that_nobody_states_is_the_median_time_of_an_event(tmp_path: Path) -> None:
    prepared = _cohort(tmp_path, input_table="X").prepare()
    assert prepared.queries.features == ("risk", "survival@300")
    assert prepared.view.task.horizons == (300.0,)


def test_the_horizon_of_the_card_is_told_in_the_unit_of_the_times(tmp_path: Path) -> None:
    made = _cohort(tmp_path, input_table="X")
    readout = made.card["readouts"][0]
    readout["endpoint"]["time_horizon"] = {"value": 52, "unit": "wk"}
    assert made.task().horizons == (52.0,)
    readout["readout_unit"] = "d"
    assert made.task().horizons == (364.0,)
    readout["readout_unit"] = "umol/L"
    with pytest.raises(TaskError, match="in one unit"):
        made.task()
