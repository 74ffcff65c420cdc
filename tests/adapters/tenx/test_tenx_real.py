"""Real 10x files, compared with what other readers make of them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np
import pytest
import scipy.io
import scipy.sparse

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.realdata


@pytest.mark.parametrize(
    "folder", ["tenx_cr2_pbmc80", "tenx_cr3_mtx_tiny", "hashing_gmmdemux_pbmc"]
)
def test_text_is_read_as_scipy_reads_it(real_data: Path, tenx: Any, folder: str) -> None:
    path = next((real_data / folder).rglob("matrix.mtx*"))
    with (gzip.open if path.suffix == ".gz" else open)(path) as opened:
        expected = scipy.io.mmread(opened).T.toarray()
    tables = tenx.read_mtx(real_data / folder).dataset.tables
    found = np.hstack([tenx.dense(table.matrices[0], 1 << 20) for table in tables])
    assert np.array_equal(found, expected)


@pytest.mark.parametrize(
    "path",
    [
        "visium_squidpy_tiny/filtered_feature_bc_matrix.h5",
        "spatial_vendor_mini/Xenium_small/cell_feature_matrix.h5",
    ],
)
def test_hdf5_is_read_as_it_is_stored(real_data: Path, tenx: Any, path: str) -> None:
    with h5py.File(real_data / path) as file:
        group = file["matrix"]
        n_features, n_cells = group["shape"][:].astype(int)
        parts = (group["data"][:], group["indices"][:].astype(int), group["indptr"][:].astype(int))
        expected = scipy.sparse.csr_matrix(parts, shape=(n_cells, n_features)).toarray()
        barcodes = [name.decode() for name in group["barcodes"][:]]
    table = tenx.read_h5(real_data / path).table()
    assert np.array_equal(tenx.dense(table.matrices[0]), expected)
    assert tenx.names(table.obs) == barcodes


def test_antibodies_and_genes_are_two_tables(real_data: Path, tenx: Any) -> None:
    read = tenx.read_mtx(real_data / "tenx_cr3_mtx_tiny")
    assert [(t.name, t.n_var) for t in read.dataset.tables] == [("mod/rna", 3), ("mod/protein", 2)]


def test_placeholders_of_ids_give_way_to_symbols(real_data: Path, tenx: Any) -> None:
    var = tenx.read_mtx(real_data / "tenx_cr2_pbmc80").table().var
    assert tenx.names(var)[:2] == ["MS4A1", "CD79B"]
    assert set(tenx.column(var, "feature_id")) == {"ENSGXXXXXX"}


def test_hashtag_counts_beside_the_folder_are_joined(real_data: Path, tenx: Any) -> None:
    read = tenx.read_mtx(real_data / "hashing_gmmdemux_pbmc")
    table = read.table()
    counts = tenx.dense(table.matrices[0], 1 << 20)
    for number in range(4):
        beside = table.obs.numbers(f"HTO_{number + 1}")
        assert np.array_equal(beside, counts[:, number])
    assert read.hints.operators["X"].value == "SurfaceProtein"
