"""Other containers, other processes, and more than fits: the same answers, or a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from aivc.evaluation.errors import TaskError
from aivc.evaluation.tasks import measured
from aivc.evaluation.tasks.prepare import Prepared, prepare
from aivc.evaluation.tasks.resolve import resolve_task
from aivc.schema.reading import read_card
from aivc.storage import open_observations
from tests.evaluation.tasks.making import declared, lab

if TYPE_CHECKING:
    from tests.evaluation.tasks.making import Lab


def _of(path: Path, made: Lab) -> Prepared:
    document = made.document()
    with open_observations(path) as dataset:
        card = read_card(made.card)
        return prepare(dataset, card, document, resolve_task(dataset, card, document))


@pytest.mark.parametrize("layout", [sparse.csr_matrix, sparse.csc_matrix])
def test_the_layout_of_the_matrix_decides_nothing(tmp_path: Path, layout: type) -> None:
    made = lab(tmp_path)
    dense = made.prepare()
    made.x = layout(made.x)
    stored = made.prepare()
    assert stored.view.digest == dense.view.digest
    np.testing.assert_array_equal(stored.truth.states, dense.truth.states)
    np.testing.assert_allclose(stored.truth.p_values, dense.truth.p_values, rtol=1e-9)
    assert stored.truth.dataset_digest == dense.truth.dataset_digest


def test_rows_of_modalities_are_matched_by_name(tmp_path: Path) -> None:
    made = lab(tmp_path, n_cells=4)
    made.header["tasks"] = [
        declared(task_kind="modality", target_table="prot", input_table="rna", aggregation="mean")
    ]
    n = len(made.obs)
    order = np.random.default_rng(5).permutation(n)
    kept = order[order != 3]
    proteins = np.arange(2.0 * n).reshape(n, 2) + 0.5
    rna = anndata.AnnData(made.x, obs=made.obs[[]], var=pd.DataFrame(index=list(made.features)))
    prot = anndata.AnnData(
        proteins[kept],
        obs=pd.DataFrame(index=made.obs.index[kept]),
        var=pd.DataFrame(index=["CD4", "CD8"]),
    )
    with mudata.set_options(pull_on_update=False):
        both = mudata.MuData({"rna": rna, "prot": prot})
    both.obs = both.obs.join(made.obs)
    both.write_h5mu(tmp_path / "data.h5mu")
    prepared = _of(tmp_path / "data.h5mu", made)
    place = {name: k for k, name in enumerate(made.obs.index)}
    view, inputs = prepared.view, prepared.view.inputs
    assert inputs is not None
    for unit, state, read in zip(view.units, view.states, inputs.of(view.units), strict=True):
        row = place[unit.unit_id]
        np.testing.assert_array_equal(state, proteins[row])
        np.testing.assert_allclose(read, np.log1p(1e4 * made.x[row] / made.x[row].sum()))
    # The cell without proteins is no unit.
    assert len(view.units) + len(prepared.queries.units) == n - 1
    assert made.obs.index[3] not in {unit.unit_id for unit in view.units}


def test_records_without_a_matrix_have_endpoints(tmp_path: Path) -> None:
    made = lab(tmp_path, n_cells=4)
    made.obs["time"] = np.arange(len(made.obs)) + 1.0
    made.obs["died"] = np.arange(len(made.obs)) % 2
    made.obs["subject"] = made.obs.index
    endpoint = {
        "endpoint_kind": "overall_survival",
        "subject_column": "subject",
        "time_column": "time",
        "event_column": "died",
    }
    made.card["readouts"] = [{"readout_id": "survival", "endpoint": endpoint}]
    made.header["tasks"] = [declared(task_kind="endpoint", input_features=["dose"])]
    made.obs.to_csv(tmp_path / "data.csv", index_label="cell")
    prepared = _of(tmp_path / "data.csv", made)
    assert prepared.truth.states.shape == (8, 2)
    assert prepared.truth.dataset_digest.startswith("records1:")
    other = made.obs.assign(dose=made.obs.dose + 1)
    other.to_csv(tmp_path / "data.csv", index_label="cell")
    assert _of(tmp_path / "data.csv", made).truth.dataset_digest != prepared.truth.dataset_digest


def test_more_than_fits_in_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "MOST_VALUES", 20)
    with pytest.raises(TaskError, match="target_features"):
        lab(tmp_path).prepare()


SCRIPT = """
import sys
from pathlib import Path
from tests.evaluation.tasks.making import lab
made = lab(Path(sys.argv[1]), (("vehicle", 0.0), ("b+a", 1.0), ("a", 1.0), ("c", 2.0)))
made.header["grants"] = [{"granted": "controls"}]
found = made.prepare()
print(found.view.digest, [unit.unit_id for unit in found.truth.units], found.truth.clusters)
"""


@pytest.mark.slow
def test_the_hash_seed_decides_nothing(tmp_path: Path) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
    assert "D3|a + b" in told.pop()
