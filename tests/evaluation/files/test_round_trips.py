"""What is written is what is read, whatever names and numbers there are."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import anndata
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files import (
    read_inputs,
    read_prediction,
    read_queries,
    read_view,
    write_inputs,
    write_prediction,
    write_queries,
    write_view,
)
from aivc.evaluation.files.answer_digest import answer_digest
from aivc.evaluation.files.levels import level_name, level_of
from aivc.evaluation.files.prediction_file import read_stated
from aivc.evaluation.files.task_text import asked_features, task_as_plain, task_of_plain
from aivc.evaluation.files.text_form import read_text_prediction, write_text_view
from aivc.evaluation.prediction import Prediction
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.tasks.view_digest import view_digest
from tests.evaluation.files.asked import (
    IN_TABLES,
    TASK,
    predictions,
    queries,
    small_queries,
    small_view,
    told,
    views,
)

if TYPE_CHECKING:
    from aivc.evaluation.view import Queries, TrainingView

SOME = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(views())
def test_a_view_is_read_as_it_was_written(view: TrainingView) -> None:
    with TemporaryDirectory() as folder:
        path, beside = Path(folder) / "view.h5ad", Path(folder) / "inputs.h5ad"
        write_view(view, path)
        if view.inputs is not None:
            write_inputs(view.inputs, beside)
        read = read_view(path, None if view.inputs is None else read_inputs(beside))
    assert told(read.units) == told(view.units)
    assert read.roles == view.roles
    assert read.clusters == view.clusters
    assert read.task == view.task
    assert read.features == view.features
    np.testing.assert_array_equal(read.states, view.states)
    assert (read.noise is None) == (view.noise is None)
    assert read.digest == view.digest == view_digest(read)


@SOME
@given(queries())
def test_queries_are_read_as_they_were_written(asked: Queries) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "queries.parquet"
        write_queries(asked, TASK, path)
        read = read_queries(path)
    assert told(read.units) == told(asked.units)
    assert read.features == asked.features


@SOME
@given(predictions())
def test_predictions_are_read_as_they_were_written(made: Prediction) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pred.h5ad"
        write_prediction(made, path, {"task_id": "ü"})
        read, about = read_prediction(path)
    assert about == {"task_id": "ü"}
    assert_equal(read, made)


@SOME
@given(predictions(IN_TABLES))
def test_predictions_as_text_are_read_as_they_were_written(made: Prediction) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pred.tsv"
        frame = pd.DataFrame(made.mean, columns=list(made.features))
        columns = {"unit_id": made.unit_ids, "status": made.status, "reason": made.reasons}
        for place, (name, column) in enumerate(columns.items()):
            frame.insert(place, name, list(map(str, column)), allow_duplicates=True)
        frame.to_csv(path, sep="\t", na_rep="NA", index=False, quoting=3)
        for level, values in zip(made.levels, made.quantiles if made.levels else (), strict=True):
            turned = pd.DataFrame(values, index=list(made.unit_ids), columns=list(made.features))
            beside = path.with_name(f"pred.{level_name(level)}.tsv")
            turned.iloc[::-1, ::-1].to_csv(beside, sep="\t", na_rep="NA", index_label="unit_id")
        assert_equal(read_text_prediction(path), made)


def assert_equal(read: Prediction, made: Prediction) -> None:
    for field in fields(Prediction):
        left, right = getattr(read, field.name), getattr(made, field.name)
        if isinstance(right, np.ndarray):
            np.testing.assert_array_equal(left, right)
        else:
            assert left == right, field.name


@pytest.mark.parametrize(
    "task",
    [
        TASK,
        Task("os", TaskKind.ENDPOINT, Space.SURVIVAL, horizons=(180.0, 365.5)),
        Task(
            "spots", TaskKind.COMPOSITION, Space.SHARE, state_column="cell_type", is_declared=False
        ),
    ],
)
def test_a_task_is_read_as_it_was_written(task: Task) -> None:
    assert task_of_plain(task_as_plain(task), "here") == task


def test_endpoints_ask_for_a_risk_and_probabilities() -> None:
    task = Task("os", TaskKind.ENDPOINT, Space.SURVIVAL, horizons=(180.0, 365.5))
    assert asked_features(task, ("time", "event")) == ("risk", "survival@180", "survival@365.5")
    assert asked_features(TASK, ("g1",)) == ("g1",)


@pytest.mark.parametrize("level", [0.001, 0.05, 0.5, 0.975, 0.999])
def test_levels_have_names(level: float) -> None:
    assert level_of(level_name(level)) == level


@pytest.mark.parametrize("level", [0.0, 1.0, 0.0005, 1.2, -0.1])
def test_levels_without_a_name_are_refused(level: float) -> None:
    with pytest.raises(PredictionError):
        level_name(level)


@pytest.mark.parametrize(
    "name", ["q0000", "q1000", "q50", "Q0050", "q0050x", "noise", "q\u0660\u0660\u0665\u0660"]
)
def test_other_layers_have_no_level(name: str) -> None:
    assert level_of(name) is None


def test_other_programs_read_a_view_and_queries(tmp_path: Path) -> None:
    view = small_view()
    write_view(view, tmp_path / "view.h5ad")
    write_queries(small_queries(), TASK, tmp_path / "queries.parquet")
    read = anndata.read_h5ad(tmp_path / "view.h5ad")
    np.testing.assert_array_equal(read.X, view.states)
    assert list(read.obs_names) == [unit.unit_id for unit in view.units]
    assert list(read.obs["agents_asked"]) == ["", "JQ1", "JQ1"] * 2
    assert read.obs["dose_asked"].tolist()[1:3] == [0.1, 1.0]
    table = pd.read_parquet(tmp_path / "queries.parquet")
    assert table["donor"].tolist() == ["D3", "D3"]
    assert "n_observations" not in table  # how many rows there were can tell the truth


def test_predictions_that_anndata_wrote_are_read(tmp_path: Path) -> None:
    made = anndata.AnnData(
        np.arange(6, dtype="f4").reshape(2, 3),
        obs=pd.DataFrame({"status": ["predicted", "abstained"]}, index=["u1", "u2"]),
        var=pd.DataFrame(index=["g1", "g2", "g3"]),
        layers={"q0500": np.ones((2, 3))},
        uns={"aivc_predictions": '{"task_id": "x"}'},
    )
    from scipy.sparse import csc_matrix, csr_matrix

    for number, form in enumerate((csr_matrix, csc_matrix, np.asarray)):
        made.X = form(np.arange(6, dtype="f4").reshape(2, 3))
        made.write_h5ad(tmp_path / f"{number}.h5ad")
        read, about = read_prediction(tmp_path / f"{number}.h5ad")
        np.testing.assert_array_equal(read.mean, np.arange(6).reshape(2, 3))
        assert (read.levels, about) == ((0.5,), {"task_id": "x"})
        assert [status.value for status in read.status] == ["predicted", "abstained"]


def test_text_that_would_break_a_table_is_refused(tmp_path: Path) -> None:
    view = replace(small_view(), features=("g1", "g\t2", "g3"))
    with pytest.raises(PredictionError, match="tab"):
        write_text_view(view, tmp_path / "view.tsv")
    assert not (tmp_path / "view.tsv").exists()


def test_files_do_not_depend_on_when_they_are_written(tmp_path: Path) -> None:
    for name in "ab":
        write_view(small_view(), tmp_path / f"{name}.h5ad")
        write_queries(small_queries(), TASK, tmp_path / f"{name}.parquet")
    for suffix in ("h5ad", "parquet"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


@SOME
@given(predictions())
def test_the_digest_of_answers_is_that_of_the_answers(made: Prediction) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pred.h5ad"
        write_prediction(made, path, {"cost": {"predict_seconds": 1.0}})
        first = read_stated(path)
        write_prediction(made, path, {"cost": {"predict_seconds": 2.0}})
        second = read_stated(path)
    assert answer_digest(first) == answer_digest(second)
    turned = replace(
        first,
        unit_ids=first.unit_ids[::-1],
        statuses=first.statuses and first.statuses[::-1],
        mean=made.mean[::-1],
        quantiles={level: values[::-1] for level, values in first.quantiles.items()},
    )
    assert answer_digest(turned) == answer_digest(first)
    if made.mean.size:
        others = [
            replace(first, mean=np.where(np.isnan(made.mean), 0.0, np.nan)),
            replace(first, quantiles={**first.quantiles, 0.5: made.mean}),
            replace(first, statuses=("done",) * len(made.unit_ids)),
            replace(first, features=tuple(f"{name}'" for name in first.features)),
        ]
        assert len({answer_digest(each) for each in (first, *others)}) == 1 + len(others)
