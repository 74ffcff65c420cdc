"""Facts of real files, against anndata and NumPy."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from aivc.schema.reading import read_card
from aivc.storage import find_card, open_dataset
from aivc.validators.facts.aligned_columns import ObsFrame
from aivc.validators.facts.collect import Need, collect
from aivc.validators.facts.design import columns_wanted, design_facts
from aivc.validators.facts.matrix_scan import MatrixScan
from tests.validators.facts.scanning import plan_of, state

pytestmark = pytest.mark.realdata

GBM = "drug_gbm_panobinostat_5donors/derived/gbm_panobinostat.h5ad"
SCIPLEX = "drug_a549_dex_sciplex2/derived/a549_dex.h5ad"
WORM = "timecourse_worm_embryo/derived/worm_embryo.h5ad"
PERTURBENCH = "crispr_norman19_mcfaline23_perturbench/devel.h5ad"
TGGATES = "dose_time_tggates_hepatocyte/derived/tggates_rna.h5ad"
CITESEQ = "citeseq_pbmc10k_protein/pbmc_10k_protein_v3.h5ad"
PEPTIDES = "scproteomics_scope2_scp1/derived/scp1_peptides.h5ad"
CYCIF = "spatial_cycif_scimap/example_data.h5ad"
PAPALEXI = "crispr_papalexi_eccite/derived/papalexi.h5mu"


def facts_of(path, **options):
    with open_dataset(path) as dataset:
        return collect(dataset, find_card(path, None, dataset), **options)[1]


@pytest.mark.parametrize(
    ("path", "matrix", "kind"),
    [
        (GBM, "X", "counts"),
        (SCIPLEX, "X", "counts"),
        (WORM, "X", "counts"),
        (PERTURBENCH, "X", "log_normalized"),
        (TGGATES, "X", "continuous"),
        (CITESEQ, "X", "counts"),
        (CITESEQ, "obsm/protein_expression", "counts"),
        (PEPTIDES, "X", "continuous"),
        (CYCIF, "X", "fraction"),
        (CYCIF, "raw/X", "continuous"),
    ],
)
def test_looks(real_data, path, matrix, kind):
    scan = facts_of(real_data / path, needs={Need.MATRICES}).table().scans[matrix]
    assert scan.looks_like == kind


def test_the_logarithm_of_perturbench_is_natural(real_data):
    scan = facts_of(real_data / PERTURBENCH, needs={Need.MATRICES}).table().scans["X"]
    assert (scan.log_base, scan.looks_like_share) == ("e", 1.0)
    assert math.isnan(scan.recovered_scale)  # only 500 genes were kept


@pytest.mark.parametrize("path", [GBM, SCIPLEX, WORM, PERTURBENCH, PEPTIDES, TGGATES])
def test_matrices_are_as_anndata_reads_them(real_data, path):
    import anndata

    facts = facts_of(real_data / path, needs={Need.MATRICES})
    scan = facts.table().scans["X"]
    adata = anndata.read_h5ad(real_data / path)
    table = adata.X.toarray() if hasattr(adata.X, "toarray") else adata.X
    finite = np.nan_to_num(table.astype(float))
    assert scan.nan.count == np.isnan(table).sum()
    np.testing.assert_allclose(scan.row_sums, finite.sum(axis=1), rtol=1e-12)
    np.testing.assert_allclose(scan.column_sums, finite.sum(axis=0), rtol=1e-12)
    assert scan.column_nonzero.tolist() == (table != 0).sum(axis=0).tolist()
    assert (scan.smallest, scan.largest) == (np.nanmin(table), np.nanmax(table))
    rows = table[(table != 0).any(axis=1)]
    assert scan.duplicated_rows.count == len(rows) - len(np.unique(rows, axis=0, equal_nan=True))
    names = [adata.obs_names[row] for row in scan.empty_rows.rows]
    assert list(scan.empty_rows.row_names) == names


def test_copies_among_guides(real_data):
    import mudata

    facts = facts_of(real_data / PAPALEXI, needs={Need.MATRICES})
    scan = facts.table("mod/guide").scans["X"]
    table = mudata.read_h5mu(real_data / PAPALEXI)["guide"].X.toarray()
    rows = table[table.any(axis=1)]
    assert scan.duplicated_rows.count == len(rows) - len(np.unique(rows, axis=0)) > 0


@pytest.mark.parametrize("path", [GBM, SCIPLEX, WORM, PERTURBENCH, TGGATES])
def test_columns_are_as_anndata_reads_them(real_data, path):
    import anndata

    facts = facts_of(real_data / path, needs={Need.COLUMNS})
    obs = anndata.read_h5ad(real_data / path).obs
    found = facts.table().obs
    assert not found.unreadable
    assert found.index.n_duplicated == obs.index.duplicated().sum()
    assert set(found.columns) == set(obs.columns)
    for name, column in found.columns.items():
        assert column.n_missing == obs[name].isna().sum()
        assert column.n_rows == len(obs)
        if column.n_unlisted_levels == 0:
            counts = obs[name].value_counts()
            assert sorted(column.counts[column.counts > 0]) == sorted(counts[counts > 0])


def test_a_binding_reads_a_file_as_it_is(real_data):
    import anndata

    adata = anndata.read_h5ad(real_data / GBM)
    treatments = adata.obs["treatment"].astype(str)
    raw = {
        "binding": {"keys": [{"role": "donor", "columns": ["patient_id"]}]},
        "conditions": [
            {"condition_id": f"c{k}", "matches": [{"column": "treatment", "column_value": label}]}
            for k, label in enumerate(sorted(treatments.unique()))
        ],
    }
    card = read_card(raw)
    with open_dataset(real_data / GBM) as dataset:
        obs = dataset.tables[0].obs
        kept = {c: obs.column(c) for c in sorted(columns_wanted(card)) if obs.has(c)}
        design = design_facts(card, [ObsFrame("", obs, kept)])
    assert design.assignments["condition"].n_unassigned == 0
    table = design.by_condition["donor",]
    expected = adata.obs.groupby(["treatment", "patient_id"], observed=True).size()
    labels = sorted(treatments.unique())
    found = {
        (labels[a], table.right_names[b]): n
        for a, b, n in zip(table.left, table.right, table.counts, strict=True)
    }
    assert found == {key: n for key, n in expected.items() if n}


@pytest.mark.parametrize("path", [GBM, PERTURBENCH, TGGATES])
def test_workers_on_ranges_of_a_file_give_the_bits_of_one(real_data, path):
    with open_dataset(real_data / path) as dataset:
        matrix = dataset.tables[0].matrices[0]
        plan = plan_of(matrix)

        def part(start, stop):
            scan = MatrixScan(plan, start, stop)
            for block in matrix.blocks(1 << 18, start=start, stop=stop):
                scan.update(block)
            return scan

        whole = part(0, matrix.shape[0])
        first, *others = (
            part(a, b) for a, b in itertools.pairwise([0, 1, 700, 701, 1999, matrix.shape[0]])
        )
    for other in others:
        first.merge(other)
    assert state(first) == state(whole)
