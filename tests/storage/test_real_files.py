"""Files made by others are read as AnnData and MuData read them."""

import warnings

import anndata
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp

from aivc.storage import open_dataset
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

pytestmark = [pytest.mark.realdata, pytest.mark.filterwarnings("ignore")]

H5AD = [
    "anndata_archive/adata.h5ad",
    "cellxgene_fixtures/example_valid.h5ad",
    "citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad",
    "crispr_norman19_mcfaline23_perturbench/devel.h5ad",
    "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad",
    "drug_a549_dex_sciplex2/derived/a549_dex.h5ad",
    "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad",
    "multiome_pbmc_tiledb/subset_100_100.h5ad",
    "scproteomics_scope2_scp1/derived/scp1_peptides.h5ad",
    "scproteomics_scope2_scp1/derived/scp1_proteins.h5ad",
    "spatial_cycif_scimap/example_data.h5ad",
    "timecourse_worm_embryo/derived/worm_embryo.h5ad",
]
MUDATA = ["mudata_archive/mdata_axis0.h5mu", "crispr_papalexi_eccite/derived/papalexi.h5mu"]
SPATIAL = [
    "spatialdata_blobs_zarr/blobs.sdata.zarr",
    "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr",
]
FOREIGN = {
    "visium_squidpy_tiny/filtered_feature_bc_matrix.h5": "10x",
    "spatial_vendor_mini/Xenium_small/cell_feature_matrix.h5": "10x",
    "l1000_modzs_n25x50/modzs_n25x50.gctx": "GCTX",
    "l1000_ljp_a375": "directory",
    "tenx_cr2_pbmc80": "10x",
    "omezarr_exemplar001/derived/exemplar-001.crop.image.ome.zarr": "OME-Zarr image",
    "README.md": "plain text",
    "cellpainting_lincs_SQ00015054/SQ00015054_normalized_feature_select.csv.gz": "gzip",
}


def same_frame(frame, truth: pd.DataFrame, helpers) -> None:
    assert helpers.index(frame) == [str(name) for name in truth.index]
    assert [info.name for info in frame.columns] == list(truth.columns)
    for info in frame.columns:
        assert info.kind is not ColumnKind.OTHER
        labels, expected = helpers.labels(frame.column(info.name)), truth[info.name]
        assert [label is None for label in labels] == list(expected.isna())
        if isinstance(expected.dtype, pd.CategoricalDtype):
            assert frame.column(info.name).info.ordered == expected.cat.ordered
            stored = [str(label) for label in expected.cat.categories]
            assert list(frame.column(info.name).categories) == stored
        if pd.api.types.is_numeric_dtype(expected) and not pd.api.types.is_bool_dtype(expected):
            numbers = expected.to_numpy(dtype="f8", na_value=np.nan)
            np.testing.assert_array_equal(frame.numbers(info.name).astype("f8"), numbers)
            read = np.array([np.nan if label is None else float(label) for label in labels])
            if expected.dtype.itemsize == 4:
                read = read.astype("f4")
            np.testing.assert_array_equal(read, numbers)
        else:
            assert labels == [None if pd.isna(value) else str(value) for value in expected]


def same_matrix(matrix, truth, helpers) -> None:
    truth = truth.toarray() if sp.issparse(truth) else np.asarray(truth)
    np.testing.assert_array_equal(helpers.dense(matrix, max_bytes=100_000), truth)


def same_table(table, truth: anndata.AnnData, helpers) -> None:
    same_frame(table.obs, truth.obs, helpers)
    same_frame(table.var, truth.var, helpers)
    expected = {} if truth.X is None else {"X": truth.X}
    if truth.raw is not None:
        expected["raw/X"] = truth.raw.X
        same_frame(table.raw_var, truth.raw.var, helpers)
    expected |= {f"layers/{name}": truth.layers[name] for name in sorted(truth.layers)}
    assert [matrix.name for matrix in table.matrices] == list(expected)
    for matrix in table.matrices:
        same_matrix(matrix, expected[matrix.name], helpers)
    for matrix in table.obsm:
        values = truth.obsm[matrix.name.removeprefix("obsm/")]
        if values.ndim == 2:
            same_matrix(matrix, values, helpers)
    for name, frame in table.obsm_frames.items():
        same_frame(frame, truth.obsm[name], helpers)
    for key in table.uns_keys:
        table.uns(key)


@pytest.mark.parametrize("name", H5AD)
def test_h5ad(real_data, helpers, name) -> None:
    with open_dataset(real_data / name) as dataset:
        same_table(dataset.tables[0], anndata.read_h5ad(real_data / name), helpers)
        assert dataset.problems == ()
        assert dataset.embedded_card() is None


@pytest.mark.parametrize("name", MUDATA)
def test_h5mu(real_data, helpers, name) -> None:
    import mudata

    truth = mudata.read_h5mu(real_data / name)
    with open_dataset(real_data / name) as dataset:
        assert [table.name for table in dataset.tables] == [f"mod/{key}" for key in truth.mod]
        for table in dataset.tables:
            same_table(table, truth.mod[table.name.removeprefix("mod/")], helpers)
        assert helpers.index(dataset.shared_obs) == list(truth.obs_names)
        assert dataset.problems == ()


def test_zip_is_read_like_the_h5mu_of_the_same_data(real_data, helpers) -> None:
    folder = real_data / "mudata_archive"
    with (
        open_dataset(folder / "mdata_axis0.h5mu") as one,
        open_dataset(folder / "mdata_axis0.zarr.zip") as other,
    ):
        assert [table.name for table in one.tables] == [table.name for table in other.tables]
        for here, there in zip(one.tables, other.tables, strict=True):
            for left, right in ((here.obs, there.obs), (here.var, there.var)):
                assert helpers.index(left) == helpers.index(right)
                for info in left.columns:
                    labels = helpers.labels(left.column(info.name))
                    assert labels == helpers.labels(right.column(info.name))
            for left, right in zip(here.matrices, there.matrices, strict=True):
                same_matrix(right, helpers.dense(left), helpers)


@pytest.mark.parametrize("name", SPATIAL)
def test_spatialdata(real_data, helpers, name) -> None:
    path = real_data / name
    with open_dataset(path) as dataset:
        assert dataset.problems == ()
        assert {table.name for table in dataset.tables} == {
            f"tables/{folder.name}" for folder in (path / "tables").iterdir() if folder.is_dir()
        }
        for table in dataset.tables:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                truth = anndata.read_zarr(path / table.name)
            same_table(table, truth, helpers)
            columns = [info.name for info in table.obs.columns]
            if table.attributes["region"] is None:  # a table that annotates nothing
                assert table.n_obs == 0
            else:
                assert table.attributes["region_key"] in columns
                assert table.attributes["instance_key"] in columns
        for element in dataset.elements:
            assert element.coordinate_systems == ("global",)
            assert (path / element.path).is_dir()
        on_disk = {
            f"{kind}/{folder.name}"
            for kind in ("images", "labels", "points", "shapes")
            if (path / kind).is_dir()
            for folder in (path / kind).iterdir()
            if folder.is_dir()
        }
        assert {element.path for element in dataset.elements} == on_disk


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_files_are_described(real_data, name) -> None:
    with pytest.raises(UnreadableInputError, match=FOREIGN[name]):
        open_dataset(real_data / name)


def test_nothing_in_the_folder_gives_another_error(real_data) -> None:
    """Whatever lies there is opened or refused in a sentence."""
    for path in sorted(real_data.rglob("*")):
        if any(part.endswith(".zarr") for part in path.relative_to(real_data).parts[:-1]):
            continue
        try:
            open_dataset(path).close()
        except UnreadableInputError as error:
            assert "\n" not in str(error)
