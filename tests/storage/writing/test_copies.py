"""Containers are copied to the last byte, and get what is added."""

from __future__ import annotations

import hashlib
import itertools
import json
import shutil
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import anndata
import h5py
import mudata
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
import zarr

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError, UnwritableError
from aivc.storage.made.overlay import OverlaidDataset
from aivc.storage.model import ContainerKind
from aivc.storage.writing.added import AddedColumn
from aivc.storage.writing.changes import changes_of_writing
from aivc.storage.writing.write import write_container

if TYPE_CHECKING:
    from pathlib import Path

TEXT = h5py.string_dtype()
counter = itertools.count()
KEY = AddedColumn("sample_id", np.array([0, 1, -1]), ("s1", "s2"))


def everything() -> anndata.AnnData:
    """Return an AnnData with all that AnnData can hold, odd things included."""
    rng = np.random.default_rng(0)
    obs = pd.DataFrame(
        {
            "drug": pd.Categorical(["b", None, "a"], categories=["b", "a", "unused"], ordered=True),
            "day": pd.Categorical([2, 1, 2]),
            "weight": pd.Categorical([0.5, 1.5, 0.5]),
            "name": ["x", "y", "µ"],
            "n": pd.array([1, None, 3], dtype="Int32"),
            "ok": pd.array([True, None, False], dtype="boolean"),
            "plain": [True, False, True],
            "dose": np.array([0.1, np.nan, np.inf], dtype="f4"),
            "big": np.array([1, 2, 1 << 60], dtype="i8"),
        },
        index=pd.Index(["c1", "c2", "c3"], name="barcode"),
    )
    made = anndata.AnnData(
        sp.random(3, 5, 0.6, format="csr", dtype="float32", random_state=1),
        obs=obs,
        var=pd.DataFrame({"symbol": list("ABCDE")}, index=[f"g{place}" for place in range(5)]),
    )
    made.raw = made.copy()
    made.layers["counts"] = sp.random(3, 5, 0.5, format="csc", dtype="float64", random_state=2)
    made.layers["dense"] = rng.normal(size=(3, 5))
    made.obsm["spatial"] = rng.normal(size=(3, 2))
    made.obsm["frame"] = pd.DataFrame({"area": [1.0, 2.0, 3.0]}, index=made.obs_names)
    made.obsm["cube"] = rng.normal(size=(3, 2, 2))
    made.obsp["graph"] = sp.random(3, 3, 0.5, format="csr", random_state=3)
    made.varm["PCs"] = rng.normal(size=(5, 2))
    made.varp["corr"] = rng.normal(size=(5, 5))
    names = np.array([("g1", 0.5), ("µ-gene", 2.0)], dtype=[("names", "O"), ("scores", "f4")])
    made.uns = {
        "rank": {"names": names, "params": {"method": "t-test", "reference": "rest"}},
        "colors": np.array(["#ff0000", "#00ff00"]),
        "none": None,
        "number": 3,
        "float": 0.25,
        "flag": True,
        "text": "10 µM",
        "frame": pd.DataFrame({"a": [1, 2]}, index=["x", "y"]),
        "matrix": sp.eye(3, format="csr"),
        "empty": np.empty((0, 3)),
    }
    return made


def modalities() -> mudata.MuData:
    other = anndata.AnnData(
        np.ones((2, 1)), obs=pd.DataFrame(index=["c3", "c1"]), var=pd.DataFrame(index=["CD3"])
    )
    return mudata.MuData({"rna": everything(), "protein": other})


@pytest.fixture(scope="module", autouse=True)
def _originals(tmp_path_factory):
    """Let the libraries write each source once; they take longer than a copy does."""
    original.folder = tmp_path_factory.mktemp("originals")
    original.cache_clear()


@cache
def original(suffix: str, zarr_format: int) -> Path:
    path = original.folder / f"source{zarr_format}{suffix}"
    if suffix == ".h5ad":
        everything().write_h5ad(path, compression="gzip")
    elif suffix == ".h5mu":
        modalities().write_h5mu(path)
    else:
        with anndata.settings.override(zarr_write_format=zarr_format):
            everything().write_zarr(path)
    return path


def source(folder: Path, suffix: str, zarr_format: int = 2) -> Path:
    path = folder / f"source{next(counter)}{suffix}"
    whole = original(suffix, zarr_format)
    (shutil.copytree if whole.is_dir() else shutil.copy2)(whole, path)
    return path


def copied(path: Path, target: Path | None = None, **more) -> Path:
    target = target or path.with_name(f"copy{next(counter)}{path.suffix}")
    with open_dataset(path) as dataset:
        write_container(dataset, target, **more)
    return target


def contents(path: Path) -> dict[str, str]:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {
        file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def problems(path) -> list[tuple[str, str]]:
    with open_dataset(path) as dataset:
        return [(problem.kind, problem.location) for problem in dataset.problems]


@pytest.mark.parametrize("suffix", [".h5ad", ".h5mu", ".zarr"])
def test_a_copy_without_additions_has_the_same_bytes(tmp_path, suffix) -> None:
    path = source(tmp_path, suffix)
    assert contents(copied(path)) == contents(path)


@pytest.mark.parametrize(("suffix", "zarr_format"), [(".h5ad", 2), (".zarr", 2), (".zarr", 3)])
def test_a_copy_with_a_key_and_a_text(tmp_path, suffix, zarr_format, check) -> None:
    path = source(tmp_path, suffix, zarr_format)
    before = contents(path)
    made = copied(path, added={"": [KEY]}, embedded={"aivc": "name: x"})
    assert contents(path) == before, "the source is left alone"
    read = check.read_back(made)
    check.same_anndata(check.read_back(path), read, but=("sample_id", "aivc"))
    assert read.obs["sample_id"].tolist() == ["s1", "s2", np.nan]
    assert read.obs["sample_id"].cat.categories.tolist() == ["s1", "s2"]
    assert read.uns["aivc"] == "name: x"
    with open_dataset(made) as dataset:
        assert dataset.embedded_card() == "name: x"
    assert problems(made) == problems(path)


def test_a_copy_of_several_modalities(tmp_path, check) -> None:
    path = source(tmp_path, ".h5mu")
    made = copied(path, added={"mod/rna": [KEY]}, embedded={"aivc": "name: x"})
    left, right = check.read_back(path), check.read_back(made)
    check.same_anndata(left.mod["rna"], right.mod["rna"], but=("sample_id",))
    check.same_anndata(left.mod["protein"], right.mod["protein"])
    assert right.mod["rna"].obs["sample_id"].tolist() == ["s1", "s2", np.nan]
    assert right.uns["aivc"] == "name: x"
    for part in ("obsmap", "varmap", "obsm", "varm"):
        check.same(dict(getattr(left, part)), dict(getattr(right, part)))


@pytest.mark.parametrize(
    ("suffix", "other"), [(".h5ad", ".zarr"), (".zarr", ".h5ad"), (".h5mu", ".zarr")]
)
def test_from_one_format_to_the_other_and_back(tmp_path, suffix, other, check) -> None:
    path = source(tmp_path, suffix)
    name = "mod/rna" if suffix == ".h5mu" else ""
    there = copied(
        path, tmp_path / f"there{other}", added={name: [KEY]}, embedded={"aivc": "name: x"}
    )
    back = copied(there, tmp_path / f"back{suffix}")
    for made in (there, back):
        left, right = check.read_back(path), check.read_back(made)
        assert right.uns["aivc"] == "name: x"
        if suffix == ".h5mu":
            for part in ("rna", "protein"):
                mine, theirs = left.mod[part], right.mod[part]
                raw = made is back
                check.same_anndata(mine, theirs, but=("sample_id",), raw=raw)
        else:
            check.same_anndata(left, right, but=("sample_id", "aivc"))
        assert problems(made) == problems(path)


def test_what_differs_between_the_formats(tmp_path, check) -> None:
    three = source(tmp_path, ".zarr", zarr_format=3)
    made = copied(three, tmp_path / "from_three.h5ad")
    check.same_anndata(check.read_back(three), check.read_back(made))
    with h5py.File(made) as file:
        assert file["uns/none"].shape is None
        assert file["raw/X"].attrs["encoding-type"] == "csr_matrix"


def test_consolidated_metadata_of_both_formats_see_the_addition(tmp_path) -> None:
    for zarr_format in (2, 3):
        path = source(tmp_path, ".zarr", zarr_format)
        made = copied(path, added={"": [KEY]}, embedded={"aivc": "x"})
        group = zarr.open_consolidated(made)
        assert group["obs/sample_id/codes"][:].tolist() == [0, 1, -1]
        assert "sample_id" in group["obs"].attrs["column-order"]
        assert group["uns/aivc"][()] == "x"
        (three,) = [p for p in (made / "zarr.json", made / ".zmetadata") if p.is_file()]
        whole = json.loads(three.read_text())
        assert "sample_id" in json.dumps(whole)


def test_a_store_in_an_archive_becomes_a_folder(tmp_path, check) -> None:
    path = source(tmp_path, ".zarr")
    packed = tmp_path / "packed.zarr.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(path.rglob("*")):
            if file.is_file():
                archive.write(file, f"inner.zarr/{file.relative_to(path).as_posix()}")
        archive.writestr("inner.zarr/../../climbed", "out")
        archive.writestr("/absolute", "out")
    # An entry outside the only folder keeps that folder from being taken off, so it is left out.
    target = tmp_path / "unpacked.zarr"
    with open_dataset(packed) as dataset:
        changes = changes_of_writing(dataset, target, {})
        write_container(dataset, target, added={"": [KEY]})
    assert [change.result for change in changes] == ["left out", "left out"]
    check.same_anndata(check.read_back(path), check.read_back(target), but=("sample_id",))
    assert not list(tmp_path.rglob("climbed")) + list(tmp_path.rglob("absolute"))


def test_links_of_a_store_are_not_followed_out(tmp_path) -> None:
    path = source(tmp_path, ".zarr")
    secret = tmp_path / "secret"
    secret.write_text("x")
    (path / "obs" / "link").symlink_to(secret)
    with pytest.raises(UnwritableError, match="obs/link"):
        copied(path)
    (path / "obs" / "link").unlink()
    (path / "around").symlink_to(path)
    with pytest.raises(UnwritableError, match="around"):
        copied(path)
    assert not list(tmp_path.glob(".copy*"))


def test_nothing_is_written_through_a_link_of_hdf5(tmp_path) -> None:
    path, victim = source(tmp_path, ".h5ad"), source(tmp_path, ".h5ad")
    with h5py.File(path, "r+") as file:
        del file["uns"]
        file["uns"] = h5py.ExternalLink(victim.name, "/uns")
    before = contents(victim)
    with pytest.raises(UnwritableError, match="uns"):
        copied(path, embedded={"aivc": "x"})
    assert contents(victim) == before
    assert len(list(tmp_path.iterdir())) == 2


def test_a_text_takes_the_place_of_the_one_that_is_there(tmp_path, check) -> None:
    for suffix in (".h5ad", ".zarr"):
        once = copied(source(tmp_path, suffix), embedded={"aivc": "one"})
        twice = copied(once, embedded={"aivc": "two"})
        assert check.read_back(once).uns["aivc"] == "one"
        assert check.read_back(twice).uns["aivc"] == "two"


def test_a_column_that_is_stored_without_being_listed_is_kept(tmp_path) -> None:
    path = source(tmp_path, ".h5ad")
    with h5py.File(path, "r+") as file:
        file["obs/sample_id"] = np.zeros(3)
    with pytest.raises(UnwritableError, match="sample_id"):
        copied(path, added={"": [KEY]})


def test_the_source_is_never_the_target(tmp_path) -> None:
    path = source(tmp_path, ".h5ad")
    before = contents(path)
    with open_dataset(path) as dataset, pytest.raises(UnwritableError, match="source itself"):
        write_container(dataset, path, force=True)
    assert contents(path) == before


def old_file(path: Path) -> Path:
    """Write an h5ad as AnnData 0.6 did."""
    obs = np.array(
        [(b"c1", 1, 0.5), (b"c2", 0, np.nan), (b"c3", -1, 2.0)],
        dtype=[("index", "S2"), ("cell_type", "i1"), ("dose", "f8")],
    )
    var = np.array([("g1", 7), ("g2", 8)], dtype=[("index", TEXT), ("n", "i8")])
    with h5py.File(path, "w") as file:
        file["obs"], file["var"] = obs, var
        file["uns/cell_type_categories"] = np.array([b"T", b"B"])
        file["uns/colors"] = np.array([b"#00", b"#ff"])
        file["uns/deep/n_neighbors"] = 15
        file["uns/method"] = "umap"
        for name in ("X", "raw.X"):
            group = file.create_group(name)
            group.attrs.update({"h5sparse_format": "csr", "h5sparse_shape": [3, 2]})
            group["data"] = np.array([1, 2, 3], dtype="f4")
            group["indices"] = np.array([0, 1, 1], dtype="i4")
            group["indptr"] = np.array([0, 1, 2, 3], dtype="i4")
        file["raw.var"] = var
        fields = [("X_pca", "f4", (2,)), ("X_umap", "f8", (3,))]
        file["obsm"] = np.array([((1, 2), (3, 4, 5))] * 3, dtype=fields)
    return path


@pytest.mark.parametrize("suffix", [".h5ad", ".zarr"])
def test_files_of_anndata_before_0_7(tmp_path, suffix, check) -> None:
    path = old_file(tmp_path / "old.h5ad")
    with open_dataset(path) as dataset:
        target = tmp_path / f"new{suffix}"
        (change,) = changes_of_writing(dataset, target, {"": [KEY]})
        write_container(dataset, target, added={"": [KEY]}, embedded={"aivc": "x"})
    assert "0.7" in change.subject
    read = check.read_back(target)
    assert read.obs_names.tolist() == ["c1", "c2", "c3"]
    assert read.obs["cell_type"].tolist() == ["B", "T", np.nan]
    assert read.obs["cell_type"].cat.categories.tolist() == ["T", "B"]
    assert read.obs["sample_id"].tolist() == ["s1", "s2", np.nan]
    assert read.var["n"].tolist() == [7, 8]
    assert read.X.toarray().tolist() == read.raw.X.toarray().tolist() == [[1, 0], [0, 2], [0, 3]]
    assert read.raw.var["n"].tolist() == [7, 8]
    assert read.obsm["X_pca"].tolist() == [[1, 2]] * 3
    assert read.obsm["X_umap"].tolist() == [[3, 4, 5]] * 3
    assert sorted(read.uns) == ["aivc", "colors", "deep", "method"]
    assert (read.uns["deep"]["n_neighbors"], read.uns["method"]) == (15, "umap")
    assert list(read.uns["colors"]) == ["#00", "#ff"]
    with open_dataset(target) as dataset:
        assert dataset.problems == ()
        assert dataset.kind in {ContainerKind.H5AD, ContainerKind.ANNDATA_ZARR}
    assert {entry.name for entry in tmp_path.iterdir()} == {"old.h5ad", target.name}


@pytest.mark.parametrize("suffix", [".h5ad", ".zarr"])
def test_frames_of_anndata_0_7(tmp_path, suffix, check) -> None:
    path = tmp_path / "old.h5ad"
    plain = anndata.AnnData(np.ones((3, 2)), obs=pd.DataFrame({"n": [1, 2, 3]}, index=list("abc")))
    plain.write_h5ad(path)
    with h5py.File(path, "r+") as file:
        obs = file["obs"]
        obs.attrs.update({"encoding-version": "0.1.0", "column-order": ["n", "donor"]})
        labels = obs.create_dataset("__categories/donor", data=["D2", "D1"], dtype=TEXT)
        labels.attrs["ordered"] = True
        obs["donor"] = np.array([1, 0, -1], dtype="i1")
        obs["donor"].attrs["categories"] = labels.ref
    with open_dataset(path) as dataset:
        target = tmp_path / f"new{suffix}"
        (change,) = changes_of_writing(dataset, target, {"": [KEY]})
        write_container(dataset, target, added={"": [KEY]})
    assert change.subject == "obs"
    check.same_anndata(check.read_back(path), check.read_back(target), but=("sample_id",))
    with open_dataset(target) as dataset:
        assert dataset.problems == ()


def test_a_column_that_cannot_be_read_is_not_lost_in_silence(tmp_path) -> None:
    path = old_file(tmp_path / "old.h5ad")
    with h5py.File(path, "r+") as file:
        del file["obs"]
        odd = np.zeros(3, dtype=[("index", "S2"), ("odd", "i4", (2,))])
        file["obs"] = odd
    with pytest.raises(UnreadableInputError, match="odd"):
        copied(path, added={"": [KEY]})
    assert list(tmp_path.iterdir()) == [path]


def test_elements_that_the_other_format_has_not(tmp_path) -> None:
    path = source(tmp_path, ".h5ad")
    with h5py.File(path, "r+") as file:
        file["uns/opaque"] = np.array([b"x"], dtype="V8")
    with pytest.raises(UnwritableError, match="uns/opaque"):
        copied(path, tmp_path / "x.zarr")
    assert contents(copied(path)) == contents(path)


def test_an_overlay_is_not_written(tmp_path) -> None:
    # It shows frames and matrices alone, and a copy of it would lose obsp and varm.
    path = source(tmp_path, ".h5ad")
    with open_dataset(path) as dataset, pytest.raises(TypeError, match="below the overlay"):
        write_container(OverlaidDataset(dataset, {}), tmp_path / "x.h5ad")
