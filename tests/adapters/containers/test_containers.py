"""Containers of the standard are read as they are, whatever they are called."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from abc import abstractmethod
from pathlib import Path

import anndata
import h5py
import mudata
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
import zarr

from aivc.adapters.containers.anndata_files import AnnDataFiles
from aivc.adapters.containers.mudata_files import MuDataFiles
from aivc.adapters.containers.spatialdata_stores import SpatialDataStores
from aivc.adapters.contract.adapter import Confidence
from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.contract.suite import AdapterContract
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

READERS = (AnnDataFiles(), MuDataFiles(), SpatialDataStores())


@pytest.fixture(autouse=True)
def _quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def cells() -> anndata.AnnData:
    obs = pd.DataFrame({"drug": ["DMSO", "A", "A"], "dose": [0.0, 1.0, np.nan]}, index=list("abc"))
    made = anndata.AnnData(
        sp.random(3, 4, 0.5, format="csr", dtype="float32", random_state=0),
        obs=obs,
        var=pd.DataFrame(index=list("ABCD")),
        obsm={"spatial": np.ones((3, 2))},
        uns={"title": "a screen"},
    )
    made.layers["counts"] = made.X.copy()
    return made


def modalities() -> mudata.MuData:
    protein = anndata.AnnData(
        np.ones((3, 1)), obs=pd.DataFrame(index=list("abc")), var=pd.DataFrame(index=["CD3"])
    )
    return mudata.MuData({"rna": cells(), "protein": protein})


def spatial(path: Path) -> Path:
    few = anndata.AnnData(
        np.ones((2, 1)), obs=pd.DataFrame({"region": ["a", "a"]}, index=["1", "2"])
    )
    few.write_zarr(path / "tables" / "cells")
    for folder in (path, path / "tables"):
        (folder / ".zgroup").write_text('{"zarr_format": 2}')
    (path / ".zattrs").write_text('{"spatialdata_attrs": {"version": "0.1"}}')
    return path


def zipped(store: Path) -> Path:
    target = store.with_suffix(".zarr.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(store.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(store.parent).as_posix())
    shutil.rmtree(store)
    return target


class WrittenOnce(AdapterContract):
    """Sources that the libraries write once for all tests of a reader; each gets a copy."""

    @pytest.fixture(scope="class", autouse=True)
    def _written(self, tmp_path_factory):
        folder = tmp_path_factory.mktemp("written")
        type(self).written = self.write(folder)

    @abstractmethod
    def write(self, folder: Path):
        """Write sources into an empty folder and return their paths."""

    def sources(self, folder: Path):
        return [
            Path((shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / path.name))
            for path in self.written
        ]


class TestAnnData(WrittenOnce):
    adapter = AnnDataFiles()

    def write(self, folder: Path):
        cells().write_h5ad(folder / "cells.h5ad", compression="gzip")
        cells().write_h5ad(folder / "cells.with.another.suffix")
        cells().write_zarr(folder / "packed.zarr")
        return [
            folder / "cells.h5ad",
            folder / "cells.with.another.suffix",
            zipped(folder / "packed.zarr"),
        ]


class TestMuData(WrittenOnce):
    adapter = MuDataFiles()

    def write(self, folder: Path):
        modalities().write_h5mu(folder / "cells.h5mu")
        modalities().write_zarr(folder / "cells.zarr")
        return [folder / "cells.h5mu", zipped(folder / "cells.zarr")]


class TestSpatialData(WrittenOnce):
    adapter = SpatialDataStores()

    def write(self, folder: Path):
        return [spatial(folder / "section.zarr")]


def test_unpacked_stores_of_both_formats(tmp_path):
    cells().write_zarr(tmp_path / "two.zarr")
    group = zarr.open_group(tmp_path / "three.zarr", mode="w", zarr_format=3)
    anndata.io.write_elem(group, "/", cells())
    for name, document in (("two.zarr", ".zmetadata"), ("three.zarr", "zarr.json")):
        notes = ConversionNotes(tmp_path / name)
        with AnnDataFiles().read(tmp_path / name, ConversionMapping(), notes).dataset as dataset:
            assert dataset.tables[0].obs.column("drug").codes.tolist() == [1, 0, 0]
        assert notes.files == (document,)


def test_each_layout_has_one_reader(tmp_path):
    cells().write_h5ad(tmp_path / "one.bin")
    modalities().write_h5mu(tmp_path / "two.h5ad")
    spatial(tmp_path / "three")
    found = [
        [reader.name for reader in READERS if reader.detect(tmp_path / name) is not None]
        for name in ("one.bin", "two.h5ad", "three")
    ]
    assert found == [["anndata"], ["mudata"], ["spatialdata"]]


def test_is_certain(tmp_path):
    cells().write_h5ad(tmp_path / "one.h5ad")
    assert AnnDataFiles().detect(tmp_path / "one.h5ad").confidence is Confidence.CERTAIN


def test_another_hdf5_file_is_not_detected(tmp_path):
    with h5py.File(tmp_path / "tenx.h5", "w") as file:
        file.create_group("matrix")
    assert [reader.detect(tmp_path / "tenx.h5") for reader in READERS] == [None, None, None]


def test_a_reader_that_is_forced_on_another_layout_refuses(tmp_path):
    modalities().write_h5mu(tmp_path / "two.h5mu")
    with pytest.raises(UnreadableInputError, match="h5mu, not AnnData"):
        AnnDataFiles().read(
            tmp_path / "two.h5mu", ConversionMapping(), ConversionNotes(tmp_path / "two.h5mu")
        )


def test_what_is_odd_is_noted(tmp_path):
    cells().write_h5ad(tmp_path / "one.h5ad")
    with h5py.File(tmp_path / "one.h5ad", "r+") as file:
        file["obs/forgotten"] = np.zeros(3)
    notes = ConversionNotes(tmp_path / "one.h5ad")
    reading = AnnDataFiles().read(tmp_path / "one.h5ad", ConversionMapping(), notes)
    reading.dataset.close()
    assert "obs/forgotten" in [step.subject for step in notes.steps]
    assert notes.files == ("one.h5ad",)


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("anndata_archive/adata.h5ad", "anndata"),
        ("cellxgene_fixtures/example_valid.h5ad", "anndata"),
        ("crispr_papalexi_eccite/derived/papalexi.h5mu", "mudata"),
        ("mudata_archive/mdata_axis0.zarr.zip", "mudata"),
        ("spatialdata_blobs_zarr/blobs.sdata.zarr", "spatialdata"),
        ("spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr", "spatialdata"),
        ("omezarr_exemplar001/derived/exemplar-001.crop.image.ome.zarr", None),
        ("l1000_modzs_n25x50/modzs_n25x50.gctx", None),
        ("visium_squidpy_tiny/filtered_feature_bc_matrix.h5", None),
    ],
)
def test_real_files(real_data, path, name):
    found = [reader.name for reader in READERS if reader.detect(real_data / path) is not None]
    assert found == ([name] if name else [])
