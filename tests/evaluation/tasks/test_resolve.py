"""A task is what the manifest declares, and every default is one that the data hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.errors import TaskError
from aivc.evaluation.grid_row import Regime
from aivc.evaluation.task import Space, TaskKind
from tests.evaluation.tasks.making import declared, lab

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_declared_is_kept(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.header["tasks"] = [
        declared(
            aggregation="mean_of_log",
            context_axes=["donor"],
            cluster_axes=["agent"],
            asked_readouts=["expression", "pathways"],
            interval_level=0.8,
            least_units=3,
            horizons=[2.0, 1.0],
            grid_rows=[
                {
                    "grid_row_id": "new_donor",
                    "regime": "seen",
                    "shifted_axes": ["site", "donor"],
                    "decision": "experiment_design",
                    "least_units": 7,
                }
            ],
        )
    ]
    task = made.task()
    assert (task.kind, task.space, task.is_declared) == (
        TaskKind.RESPONSE,
        Space.MEAN_OF_LOG,
        True,
    )
    assert (task.context_axes, task.cluster_axes) == (("donor",), ("agent",))
    assert (task.interval_level, task.least_units, task.horizons) == (0.8, 3, (1.0, 2.0))
    (row,) = task.grid
    assert row.stratum.regime is Regime.SEEN
    assert row.stratum.shifted == ("donor", "site")
    assert (row.row_id, row.decision, row.least_units) == ("new_donor", "experiment_design", 7)


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        ({"task_kind": "guess"}, "'guess' is no kind"),
        ({"aggregation": "median"}, "'median' is no aggregation"),
        ({"target_table": "mod/prot"}, "no table or matrix mod/prot"),
        ({"target_layer": "layers/none"}, "no matrix layers/none"),
        ({"context_axes": ["site"]}, "axis site, on which the dataset tells no value"),
        ({"context_axes": ["agent"]}, "part of the intervention"),
        ({"cluster_axes": ["plate"]}, "cluster_axes names plate"),
        ({"grid_rows": [{"grid_row_id": "r", "regime": "odd", "decision": "none"}]}, "'odd'"),
    ],
)
def test_what_is_not_there_is_refused(tmp_path: Path, slots: dict[str, Any], says: str) -> None:
    made = lab(tmp_path)
    made.header["tasks"] = [declared(**slots)]
    with pytest.raises(TaskError, match=says):
        made.prepare()


def test_two_tasks_of_one_name_cannot_be_told_apart(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.header["tasks"] = [declared(), declared(aggregation="mean")]
    for name in (None, "tried"):
        with pytest.raises(TaskError, match="several tasks called tried"):
            made.task(name)


def test_a_task_is_found_by_name(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.header["tasks"] = [declared(), declared(task_id="other", aggregation="mean")]
    assert made.task("other").space is Space.MEAN
    for name, says in ((None, "several tasks, name one of tried, other"), ("no", "no task no")):
        with pytest.raises(TaskError, match=says):
            made.task(name)


def test_a_name_without_any_declared_task_is_refused(tmp_path: Path) -> None:
    made = lab(tmp_path)
    assert made.task("default").is_declared is False
    with pytest.raises(TaskError, match="declares no task other"):
        made.task("other")


def test_the_space_follows_from_the_values(tmp_path: Path) -> None:
    made = lab(tmp_path)
    assert made.task().space is Space.LOG_OF_SUM
    made.x = np.log1p(made.x)
    assert made.task().space is Space.MEAN
    made.header["tasks"] = [declared(aggregation="log_of_sum")]
    with pytest.raises(TaskError, match="looks like counts"):
        made.task()


def test_an_axis_that_adds_nothing_makes_no_units(tmp_path: Path) -> None:
    made = lab(tmp_path)
    made.obs["line"] = "HeLa"
    made.obs["lab"] = ["L1" if donor == "D1" else "L2" for donor in made.obs.donor]
    made.card["binding"] = {
        **made.card["binding"],
        "keys": [
            *made.card["binding"]["keys"],
            {"role": "cell_line", "columns": ["line"]},
            {"role": "site", "columns": ["lab"]},
        ],
    }
    assert made.task().context_axes == ("donor",)


def test_clusters_are_what_is_claimed_to_be_new(tmp_path: Path) -> None:
    made = lab(tmp_path, (("vehicle", 0.0), ("a", 1.0), ("b", 1.0)))
    assert made.task().cluster_axes == ("donor",)
    made.header["claims"] = []
    assert made.task().cluster_axes == ("agent",)
    assert made.task().context_axes == ("donor",)
