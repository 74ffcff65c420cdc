"""Several tables are written as MuData, and read by mudata with equal values."""

from __future__ import annotations

import itertools
from pathlib import Path

import mudata
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.storage.errors import UnwritableError
from aivc.storage.made.columns import MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.writing.added import AddedColumn
from aivc.storage.writing.write import write_container

SUFFIXES = (".h5mu", ".zarr")
counter = itertools.count()


def modality(name: str, cells: list[str], n_features: int, **more) -> MadeTable:
    values = np.arange(len(cells) * n_features, dtype="f4").reshape(len(cells), n_features)
    obs = MadeFrame(cells, [MadeTexts("batch", ["b"] * len(cells))])
    var = MadeFrame([f"{name}{place}" for place in range(n_features)])
    return MadeTable(obs, var, [DenseRows("X", values)], name=f"mod/{name}", **more)


def written(folder: Path, suffix: str, *tables: MadeTable, shared=None, **more) -> Path:
    path = folder / f"out{next(counter)}{suffix}"
    write_container(MadeDataset(Path("s"), tables, shared_obs=shared), path, **more)
    return path


def read(path: Path) -> mudata.MuData:
    return mudata.read_h5mu(path) if path.suffix == ".h5mu" else mudata.read_zarr(path)


CELLS = st.lists(st.sampled_from("abcdefgh"), max_size=6, unique=True)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=CELLS, two=CELLS)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_modalities_of_overlapping_cells(tmp_path, suffix, one, two) -> None:
    tables = modality("rna", one, 3), modality("protein", two, 2)
    made = read(written(tmp_path, suffix, *tables))
    truth = mudata.MuData({name: made.mod[name].copy() for name in ("rna", "protein")})
    assert list(made.mod) == ["rna", "protein"]
    assert made.obs_names.tolist() == list(dict.fromkeys([*one, *two]))
    assert made.obs_names.tolist() == truth.obs_names.tolist() or not (one and two)
    assert made.var_names.tolist() == ["rna0", "rna1", "rna2", "protein0", "protein1"]
    for name, cells in (("rna", one), ("protein", two)):
        part = made.mod[name]
        assert part.obs_names.tolist() == cells
        assert part.X.tolist() == np.arange(part.X.size, dtype="f4").reshape(part.shape).tolist()
        rows = [cells.index(cell) + 1 if cell in cells else 0 for cell in made.obs_names]
        assert np.asarray(made.obsmap[name]).tolist() == rows
        assert np.asarray(made.obsm[name]).ravel().tolist() == [row > 0 for row in rows]
        features = [place > 0 for place in np.asarray(made.varmap[name]).tolist()]
        assert features == [feature.startswith(name) for feature in made.var_names]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_keys_texts_and_shared_columns(tmp_path, suffix) -> None:
    key = AddedColumn("sample_id", np.array([1, 0]), ("s1", "s2"))
    shared = MadeFrame(["b", "a"], [MadeTexts("donor", ["D2", "D1"])])
    path = written(
        tmp_path,
        suffix,
        modality("rna", ["a", "b"], 3),
        modality("protein", ["b"], 1),
        shared=shared,
        added={"mod/rna": [key]},
        embedded={"aivc": "name: x"},
    )
    made = read(path)
    assert made.obs["donor"].to_dict() == {"b": "D2", "a": "D1"}
    assert made.mod["rna"].obs["sample_id"].tolist() == ["s2", "s1"]
    assert list(made.mod["protein"].obs) == ["batch"]
    with open_dataset(path) as dataset:
        assert dataset.embedded_card() == "name: x"
        assert dataset.problems == ()
        assert [table.name for table in dataset.tables] == ["mod/rna", "mod/protein"]
        assert dataset.tables[0].attributes["axis"] == 0
        # mudata puts rows in another order; the file keeps that of the shared obs.
        assert dataset.root.array("obsmap/rna").read().tolist() == [2, 1]
        assert dataset.root.array("obsmap/protein").read().tolist() == [1, 0]


def test_cells_of_one_name_keep_their_order(tmp_path) -> None:
    path = written(
        tmp_path, ".h5mu", modality("x", ["a", "a", "b"], 1), modality("y", ["b", "a"], 1)
    )
    with open_dataset(path) as dataset:
        root = dataset.root
        assert root.array("obsmap/x").read().tolist() == [1, 2, 3]
        assert root.array("obsmap/y").read().tolist() == [2, 0, 1]


def test_an_h5mu_says_so_in_its_first_line(tmp_path) -> None:
    path = written(tmp_path, ".h5mu", modality("x", ["a"], 1), modality("y", ["a"], 1))
    assert path.read_bytes().startswith(b"MuData (format-version=0.1.0;creator=aivc;")


def test_what_mudata_cannot_be_made_of(tmp_path) -> None:
    features = [modality(name, ["a"], 1, attributes={"axis": 1}) for name in "xy"]
    strangers = MadeFrame(["z"])
    with pytest.raises(UnwritableError, match="share features"):
        written(tmp_path, ".h5mu", *features)
    with pytest.raises(UnwritableError, match="'a' of x"):
        written(tmp_path, ".h5mu", *(modality(n, ["a"], 1) for n in "xy"), shared=strangers)
    assert list(tmp_path.iterdir()) == []
