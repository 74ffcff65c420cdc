"""The digest knows the content and nothing else."""

from __future__ import annotations

import anndata
import mudata
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage import open_dataset
from aivc.validators.facts.progress import Progress
from aivc.validators.fingerprints.content_digest import content_digest
from aivc.validators.fingerprints.content_scan import BLOCK_BYTES
from tests.validators.fingerprints.cells import dataset_of, table_of

COUNTS = np.random.default_rng(2).poisson(0.7, (30, 12)).astype(np.float32)
NAMES = [f"gene {k}" for k in range(12)]
ROWS = [f"cell {k}" for k in range(30)]


def digest(content, names=NAMES, rows=ROWS, **more):
    dataset = dataset_of(content, names=names, rows=rows, **more)
    return content_digest(dataset.tables, Progress(None), BLOCK_BYTES)


EXPECTED = digest(COUNTS)

LAYOUTS = {
    "dense": np.asarray,
    "csr": sp.csr_matrix,
    "csc": sp.csc_matrix,
}


@given(
    st.permutations(range(30)),
    st.permutations(range(12)),
    st.sampled_from(["float32", "float64", "int16", "uint8"]),
    st.sampled_from(sorted(LAYOUTS)),
    st.integers(1, 40),
)
def test_order_type_layout_and_blocks_make_no_difference(rows, columns, dtype, layout, per_block):
    content = LAYOUTS[layout](COUNTS[rows][:, columns].astype(dtype))
    names, row_names = [NAMES[k] for k in columns], [ROWS[k] for k in rows]
    assert digest(content, names, row_names, per_block=per_block) == EXPECTED


@given(st.integers(0, 29), st.integers(0, 11), st.sampled_from([1, -1, 0.5, np.nan]))
def test_one_changed_number_changes_it(row, column, by):
    changed = COUNTS.copy()
    changed[row, column] += by
    assert digest(changed) != EXPECTED


@given(st.integers(0, 29), st.integers(0, 29))
def test_names_that_change_places_change_it(one, other):
    rows = list(ROWS)
    rows[one], rows[other] = rows[other], rows[one]
    is_same = one == other or (COUNTS[one] == COUNTS[other]).all()
    assert (digest(COUNTS, rows=rows) == EXPECTED) == is_same


def test_a_renamed_feature_changes_it_even_where_it_is_never_seen():
    empty = COUNTS.copy()
    empty[:, 3] = 0
    assert digest(empty) != digest(empty, [*NAMES[:3], "another", *NAMES[4:]])


def test_zeros_that_are_stored_make_no_difference():
    stored = sp.csr_matrix(COUNTS)
    stored.data[::3] = 0
    cleaned = stored.copy()
    cleaned.eliminate_zeros()
    assert digest(stored) == digest(cleaned)


def test_names_of_tables_make_no_difference():
    named = dataset_of(COUNTS, names=NAMES, rows=ROWS, table="mod/rna")
    assert content_digest(named.tables, Progress(None), BLOCK_BYTES) == EXPECTED


def test_the_order_of_tables_makes_no_difference():
    one, other = table_of(COUNTS, names=NAMES), table_of(COUNTS[:5], names=NAMES)
    digests = {content_digest(t, Progress(None), BLOCK_BYTES) for t in ((one, other), (other, one))}
    assert len(digests) == 1
    assert digests != {EXPECTED}


@pytest.fixture
def data() -> anndata.AnnData:
    obs, var = pd.DataFrame(index=ROWS), pd.DataFrame(index=NAMES)
    return anndata.AnnData(sp.csr_matrix(COUNTS), obs, var)


def test_h5ad_zarr_and_h5mu_of_one_content_have_one_digest(data, tmp_path):
    data.write_h5ad(tmp_path / "plain.h5ad")
    data.write_h5ad(tmp_path / "packed.h5ad", compression="gzip")
    data.write_zarr(tmp_path / "store.zarr")
    other = data.copy()
    other.X = np.asfortranarray(data.X.toarray())
    other.obs["donor"] = "D1"
    other.write_h5ad(tmp_path / "dense.h5ad")
    mudata.MuData({"rna": data}).write(tmp_path / "multi.h5mu")
    for path in sorted(tmp_path.iterdir()):
        with open_dataset(path) as dataset:
            assert content_digest(dataset.tables, Progress(None), BLOCK_BYTES) == EXPECTED, path
