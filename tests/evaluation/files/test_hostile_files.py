"""Damaged and hostile files end in one sentence, never in a traceback."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.files import (
    RunHeader,
    read_prediction,
    read_queries,
    read_run,
    read_view,
    write_prediction,
    write_queries,
    write_run,
    write_view,
)
from aivc.evaluation.files.queries_file import ENTRY
from aivc.evaluation.files.steps_text import steps_of_text
from aivc.evaluation.files.text_form import read_text_prediction
from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.view import Inputs
from aivc.schema.errors import AivcError
from aivc.storage.errors import UnreadableInputError
from tests.evaluation.files.asked import TASK, small_queries, small_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GENES = ("g1", "g2", "g3")
ANSWER = Prediction(
    ("D3|0.1", "D3|1.0"),
    GENES,
    np.ones((2, 3)),
    (Status.PREDICTED, Status.ABSTAINED),
    ("", "dose"),
    (0.05,),
    np.zeros((1, 2, 3)),
)


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "pred.h5ad"
    write_prediction(ANSWER, path, {"task_id": "x"})
    return path


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    view = small_view()
    header = RunHeader(TASK.task_id, view.digest, "1" * 64, "aivc1:22", predictor="pert_mean")
    write_run(folder, header, view, small_queries())
    return folder


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_cut_off_files(answer: Path, run: Path, share: float) -> None:
    def cut(path: Path, read: Callable[[Path], Any]) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        with pytest.raises((UnreadableInputError, PredictionError)):
            read(path)

    cut(answer, read_prediction)
    cut(run / "view.h5ad", read_view)
    cut(run / "queries.parquet", read_queries)


def test_changed_bytes_never_end_in_another_error(answer: Path, run: Path) -> None:
    generator = np.random.default_rng(0)
    for path, read in ((answer, read_prediction), (run / "queries.parquet", read_queries)):
        content = path.read_bytes()
        for _ in range(40):
            spoilt = bytearray(content)
            for place in generator.integers(0, len(content), 8):
                spoilt[place] = generator.integers(256)
            path.write_bytes(bytes(spoilt))
            try:
                read(path)
            except AivcError:
                continue


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("nothing", "folder"):
        path = tmp_path / name
        for read in (read_prediction, read_view, read_queries, read_run, read_text_prediction):
            with pytest.raises(UnreadableInputError):
                read(path)


def test_a_matrix_of_text_is_refused(answer: Path) -> None:
    with h5py.File(answer, "r+") as file:
        attributes = dict(file["X"].attrs)
        del file["X"]
        file["X"] = np.array([[b"a", b"b", b"c"]] * 2)
        file["X"].attrs.update(attributes)
    with pytest.raises(AivcError):
        read_prediction(answer)


def test_a_sparse_entry_outside_of_the_matrix_is_refused(answer: Path) -> None:
    with h5py.File(answer, "r+") as file:
        del file["X"]
        group = file.create_group("X")
        group.attrs.update({"encoding-type": "csr_matrix", "encoding-version": "0.1.0"})
        group.attrs["shape"] = np.array([2, 3])
        group["indptr"], group["indices"] = np.array([0, 1, 2]), np.array([0, 7])
        group["data"] = np.array([1.0, 2.0])
    with pytest.raises(PredictionError):
        read_prediction(answer)


def test_a_made_up_size_is_refused(answer: Path) -> None:
    with h5py.File(answer, "r+") as file:
        attributes = dict(file["X"].attrs)
        del file["X"]
        made_up = file.create_dataset("X", (2, 3), "f4", maxshape=(None, None), chunks=(1, 1))
        made_up.resize((1 << 40, 1 << 20))
        made_up.attrs.update(attributes)
    with pytest.raises(AivcError):
        read_prediction(answer)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "[" * 100_000, None])
def test_a_statement_that_is_no_object_is_refused(answer: Path, text: str | None) -> None:
    with h5py.File(answer, "r+") as file:
        del file["uns/aivc_predictions"]
        if text is not None:
            file["uns"]["aivc_predictions"] = text
    with pytest.raises(PredictionError):
        read_prediction(answer)


def test_a_view_that_was_changed_is_refused(run: Path) -> None:
    with h5py.File(run / "view.h5ad", "r+") as file:
        file["X"][0, 0] += 1e-9
    with pytest.raises(PredictionError, match="changed"):
        read_view(run / "view.h5ad")
    with pytest.raises(PredictionError, match="changed"):
        read_run(run)


def test_a_run_that_lacks_a_file_is_refused(run: Path) -> None:
    (run / "queries.parquet").unlink()
    with pytest.raises(UnreadableInputError):
        read_run(run)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "aivc-view"},
        {"version": 2},
        {"files": None},
        {"files": {"../secret": "0" * 64}},
        {"files": {"/etc/hostname": "0" * 64}},
        {"command": 3},
        {"further": 1},
    ],
)
def test_a_run_that_says_something_odd_is_refused(run: Path, change: dict[str, Any]) -> None:
    path = run / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(PredictionError):
        read_run(run)


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", "[" * 100_000])
def test_a_run_that_is_no_json_object_is_refused(run: Path, text: str) -> None:
    (run / "run.json").write_text(text)
    with pytest.raises(PredictionError):
        read_run(run)


def test_queries_of_another_kind_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "queries.parquet"
    write_queries(small_queries(), TASK, path)
    table = parquet.read_table(path)
    odd = [
        table.replace_schema_metadata({}),
        table.replace_schema_metadata({ENTRY: b'{"format": "aivc-queries", "version": 1}'}),
        table.drop_columns(["dosing_steps"]),
        table.drop_columns(["unit_id"]),
        table.set_column(0, "unit_id", pa.array(["a", "a"])),
        table.set_column(0, "unit_id", pa.array(["a", None])),
        table.set_column(0, "unit_id", pa.array([1, 2])),
        table.set_column(
            table.column_names.index("harvest_hours"), "harvest_hours", pa.array(["1", "2"])
        ),
    ]
    for each in odd:
        parquet.write_table(each, path)
        with pytest.raises(PredictionError):
            read_queries(path)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[3]",
        '[{"dose": 1}]',
        '[{"agent": "a", "dose": "1"}]',
        '[{"agent": "a", "unit": 3}]',
        "[",
    ],
)
def test_steps_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(PredictionError):
        steps_of_text(text, "here")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cell\tg1\nu1\t1\n",
        "unit_id\tg1\nu1\n",
        "unit_id\tg1\nu1\t1\t2\n",
        "unit_id\tg1\nu1\tone\n",
        "unit_id\tg1\nu1\t1\nu1\t2\n",
        "unit_id\tg1\tg1\nu1\t1\t2\n",
        "unit_id\tstatus\tg1\nu1\tdone\t2\n",
    ],
)
def test_tables_that_are_no_predictions_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pred.tsv"
    path.write_text(text)
    with pytest.raises(PredictionError):
        read_text_prediction(path)


def test_tables_of_quantiles_must_fit(tmp_path: Path) -> None:
    (tmp_path / "pred.tsv").write_text("unit_id\tg1\nu1\t1\n")
    for name, text in (
        ("pred.q0050.tsv", "unit_id\tg1\nu2\t1\n"),
        ("pred.q5.tsv", "unit_id\tg1\nu1\t1\n"),
    ):
        (tmp_path / name).write_text(text)
        with pytest.raises(PredictionError):
            read_text_prediction(tmp_path / "pred.tsv")
        (tmp_path / name).unlink()
    (tmp_path / "pred.tsv").write_bytes(b"unit_id\tg1\n\xff\t1\n")
    with pytest.raises(UnreadableInputError):
        read_text_prediction(tmp_path / "pred.tsv")


@pytest.mark.parametrize(
    "change",
    [
        {"unit_ids": ("a", "a")},
        {"features": ("g1", "g2", "")},
        {"levels": (0.0501,)},
        {"mean": np.ones((3, 3))},
        {"status": (Status.PREDICTED,)},
        {"status": ("predicted", "done")},
        {"mean": [["a", "b", "c"]] * 2},
        {"levels": (0.05, 0.5)},
    ],
)
def test_a_prediction_that_no_file_can_hold_is_refused(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    with pytest.raises(PredictionError):
        write_prediction(replace(ANSWER, **change), tmp_path / "p.h5ad", {})
    assert list(tmp_path.iterdir()) == []


def test_a_view_needs_its_inputs(tmp_path: Path) -> None:
    inputs = Inputs(("D1|0",), ("x",), np.ones((1, 1)))
    view = replace(small_view(), inputs=inputs)
    write_view(replace(view, digest=view_digest(view)), tmp_path / "view.h5ad")
    with pytest.raises(PredictionError):
        read_view(tmp_path / "view.h5ad")
    with pytest.raises(PredictionError):
        read_view(tmp_path / "view.h5ad", replace(inputs, values=np.zeros((1, 1))))
    assert read_view(tmp_path / "view.h5ad", inputs).inputs is inputs


def test_a_table_of_more_cells_than_memory_holds_is_not_split(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aivc.evaluation.files.text_form.MOST_CELLS", 100)
    path = tmp_path / "pred.tsv"
    path.write_text("unit_id\tgene\n" + "unit\t1\n" * 100)
    with pytest.raises(PredictionError, match="202 cells"):
        read_text_prediction(path)
