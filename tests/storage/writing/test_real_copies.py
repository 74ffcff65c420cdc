"""Files made by others are copied, and carried into the other format, with equal values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mudata
import numpy as np
import pytest
import zarr

from aivc.storage import open_dataset
from aivc.storage.writing.added import AddedColumn
from aivc.storage.writing.write import default_suffix, write_container

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.realdata, pytest.mark.filterwarnings("ignore")]

ANNDATA = [
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
MUDATA = [
    "mudata_archive/mdata_axis0.h5mu",
    "mudata_archive/mdata_axis0.zarr.zip",
    "crispr_papalexi_eccite/derived/papalexi.h5mu",
]
SPATIAL = [
    "spatialdata_blobs_zarr/blobs.sdata.zarr",
    "spatialdata_merfish_ileum/derived/merfish_mouse_ileum_cropped.sdata.zarr",
]
KEY = "added_key"


def written(source: Path, folder: Path, suffix: str | None) -> Path:
    with open_dataset(source) as dataset:
        added = {
            table.name: [AddedColumn(KEY, np.arange(table.n_obs) % 2, ("k0", "k1"))]
            for table in dataset.tables
        }
        target = folder / f"copy{suffix or default_suffix(dataset)}"
        write_container(dataset, target, added=added, embedded={"aivc": "name: x"})
    return target


# Every encoding goes into zarr in test_copies.py; here it is real files, some of them large.
TO_ZARR = pytest.param(".zarr", marks=pytest.mark.slow)


@pytest.mark.parametrize("suffix", [".h5ad", TO_ZARR])
@pytest.mark.parametrize("path", ANNDATA)
def test_anndata(real_data, tmp_path, path, suffix, check) -> None:
    made = check.read_back(written(real_data / path, tmp_path, suffix))
    check.same_anndata(check.read_back(real_data / path), made, but=(KEY, "aivc"))
    assert made.obs[KEY].tolist() == [f"k{row % 2}" for row in range(made.n_obs)]
    assert made.uns["aivc"] == "name: x"


@pytest.mark.parametrize("suffix", [".h5mu", TO_ZARR])
@pytest.mark.parametrize("path", MUDATA)
def test_mudata(real_data, tmp_path, path, suffix, check) -> None:
    source = real_data / path
    is_packed = source.suffix == ".zip"
    if is_packed:
        with zarr.storage.ZipStore(source, mode="r") as store:
            truth = mudata.read_zarr(store)
    else:
        truth = check.read_back(source)
    made = check.read_back(written(source, tmp_path, suffix))
    has_raw = not is_packed and suffix == ".h5mu"
    assert list(made.mod) == list(truth.mod)
    for name in truth.mod:
        check.same_anndata(truth.mod[name], made.mod[name], but=(KEY,), raw=has_raw)
        assert made.mod[name].obs[KEY].iloc[1] == "k1"
    # mudata pulls columns of modalities into the global obs.
    pulled = [column for column in made.obs if column.endswith(KEY)]
    check.same(truth.obs, made.obs.drop(columns=pulled))
    check.same(truth.var, made.var)
    for part in ("obsmap", "varmap", "obsm", "varm"):
        check.same(dict(getattr(truth, part)), dict(getattr(made, part)))


@pytest.mark.parametrize("path", SPATIAL)
def test_spatialdata(real_data, tmp_path, path) -> None:
    source = real_data / path
    made = written(source, tmp_path, None)
    before = {p.relative_to(source): p for p in source.rglob("*") if p.is_file()}
    changed = {
        name.as_posix()
        for name, file in before.items()
        if (made / name).read_bytes() != file.read_bytes()
    }
    with open_dataset(source) as old, open_dataset(made) as new:
        documents = {"zarr.json", ".zattrs", "zmetadata"}
        for table in old.tables:
            documents |= {f"{table.name}/obs/{name}" for name in ("zarr.json", ".zattrs")}
        assert changed <= documents
        assert new.embedded_card() == "name: x"
        assert new.elements == old.elements
        assert new.problems == old.problems
        for mine, theirs in zip(old.tables, new.tables, strict=True):
            names = [column.name for column in theirs.obs.columns]
            assert names == [*(column.name for column in mine.obs.columns), KEY]
            assert theirs.obs.column(KEY).codes.tolist() == [row % 2 for row in range(mine.n_obs)]
