"""Which rows scaling, components and gene statistics were computed on."""

import hashlib
from dataclasses import replace

import anndata as ad
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from aivc.schema.generated.views import DatasetCard, ObservationSet, ProcessingActivity
from aivc.storage import open_dataset
from aivc.storage.keys.text_hash import hash_texts
from aivc.validators.findings import Level
from aivc.validators.split_facts.fitting import measure_fitting
from aivc.validators.split_facts.fitting_facts import FitEvidenceKind, FittedOn
from tests.validators.split_facts.rows_by_hand import parts, rows

N, G = 400, 60
CODES = np.repeat([0, 1, 2, -1], [240, 60, 80, 20])
PARTS = parts(CODES, ("train", "val", "test"))
FITTED = {
    FittedOn.TEST_TOO: CODES > -2,
    FittedOn.VALIDATION_TOO: (CODES == 0) | (CODES == 1),
    FittedOn.TRAINING: CODES == 0,
}
CARD = DatasetCard()


def log_normalised(seed=0, n=N):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.gamma(1.0, 2.0, G), (n, G)).astype(np.float64)
    depth = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    return np.log1p(counts / depth * 1e4)


def scaled(x, fitted, clip=None):
    some = x[fitted]
    z = (x - some.mean(axis=0)) / (some.std(axis=0, ddof=1) + 1e-12)
    return np.clip(z, -clip, clip) if clip else z


def components(x, fitted, k=10):
    centre = x[fitted].mean(axis=0)
    loadings = np.linalg.svd(x[fitted] - centre, full_matrices=False)[2][:k]
    return (x - centre) @ loadings.T


def evidence(tmp_path, x, obsm=None, var=None, layers=None, partitioning=PARTS):
    n = len(x) if not sparse.issparse(x) else x.shape[0]
    frame = pd.DataFrame(var or {}, index=[f"g{k}" for k in range(G)])
    names = pd.DataFrame(index=[f"r{k}" for k in range(n)])
    made = ad.AnnData(x, obs=names, var=frame, obsm=obsm or {}, layers=layers or {})
    made.write_h5ad(tmp_path / "x.h5ad")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        facts = measure_fitting(dataset, CARD, rows(n), partitioning)
    return facts.evidence


@pytest.mark.parametrize("fitted_on", list(FITTED))
@pytest.mark.parametrize("clip", [None, 2.5])
def test_scaling(tmp_path, fitted_on, clip):
    z = scaled(log_normalised(), FITTED[fitted_on], clip).astype(np.float32)
    if clip:
        # Half of the genes are rare, and clipped where they are seen.
        z[:, : G // 2] = scaled(log_normalised(), FITTED[fitted_on]).astype(np.float32)[:, : G // 2]
    (found,) = evidence(tmp_path, z)
    assert found.kind is FitEvidenceKind.SCALED
    assert found.element == "X"
    assert found.fitted_on is fitted_on


@pytest.mark.parametrize("fitted_on", list(FITTED))
def test_components(tmp_path, fitted_on):
    x = log_normalised()
    pca = components(x, FITTED[fitted_on]).astype(np.float32)
    (found,) = evidence(tmp_path, sparse.csr_matrix(x), obsm={"X_pca": pca})
    assert found.kind is FitEvidenceKind.COMPONENTS
    assert found.element == "obsm/X_pca"
    assert found.fitted_on is fitted_on
    assert found.n_columns == 10


@pytest.mark.parametrize("fitted_on", list(FITTED))
@pytest.mark.parametrize("encoding", [sparse.csr_matrix, sparse.csc_matrix, np.asarray])
def test_means_for_variable_genes(tmp_path, fitted_on, encoding):
    x = log_normalised()
    means = np.log1p(np.expm1(x[FITTED[fitted_on]]).mean(axis=0))
    (found,) = evidence(tmp_path, encoding(x.astype(np.float32)), var={"means": means})
    assert found.kind is FitEvidenceKind.GENE_MEANS
    assert (found.element, found.follows_from) == ("var/means", "X")
    assert found.fitted_on is fitted_on


def test_means_before_scaling_follow_from_a_layer(tmp_path):
    x = log_normalised()
    everything = FITTED[FittedOn.TEST_TOO]
    z = scaled(x, everything)
    mean = x.mean(axis=0)
    found = evidence(tmp_path, z, var={"mean": mean}, layers={"lognorm": sparse.csr_matrix(x)})
    assert {(e.element, e.follows_from, e.fitted_on) for e in found} == {
        ("X", "X", FittedOn.TEST_TOO),
        ("var/mean", "layers/lognorm", FittedOn.TEST_TOO),
    }


def test_means_follow_from_raw(tmp_path):
    x = log_normalised()
    made = ad.AnnData(sparse.csr_matrix(x), obs=pd.DataFrame(index=[f"r{k}" for k in range(N)]))
    made.var_names = [f"g{k}" for k in range(G)]
    made.raw = made
    kept = made[:, ::-2].copy()
    kept.var["means"] = x[CODES == 0][:, ::-2].mean(axis=0)
    kept.X = scaled(kept.X.toarray(), FITTED[FittedOn.TRAINING])
    kept.write_h5ad(tmp_path / "x.h5ad")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        found = measure_fitting(dataset, CARD, rows(N), PARTS).evidence
    assert {(e.element, e.follows_from, e.fitted_on) for e in found} == {
        ("X", "X", FittedOn.TRAINING),
        ("var/means", "raw/X", FittedOn.TRAINING),
    }


def test_columns_of_no_mean_zero_are_undecided(tmp_path):
    z = log_normalised() - 1.0
    (found,) = evidence(tmp_path, z)
    assert found.fitted_on is FittedOn.UNDECIDED


def test_each_part_scaled_for_itself_is_undecided(tmp_path):
    x = log_normalised()
    for code in np.unique(CODES):
        x[code == CODES] = scaled(x[code == CODES], np.ones((code == CODES).sum(), bool))
    (found,) = evidence(tmp_path, x)
    assert found.fitted_on is FittedOn.UNDECIDED


def test_means_of_other_rows_are_undecided(tmp_path):
    x = log_normalised()
    # Means from before cells were filtered.
    means = log_normalised(seed=0, n=3 * N).mean(axis=0)
    (found,) = evidence(tmp_path, sparse.csr_matrix(x), var={"means": means})
    assert found.fitted_on is FittedOn.UNDECIDED


FEW_AND_MORE = [*range(10), *(pytest.param(k, marks=pytest.mark.slow) for k in range(10, 50))]
"""Seeds: the first catch what is wrong in kind, the others what is rare."""


@pytest.mark.parametrize("seed", FEW_AND_MORE)
def test_components_of_training_never_look_like_those_of_all(tmp_path, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(120, G))
    codes = (rng.random(120) < 0.3).astype(int)
    pca = components(x, codes == 0).astype(np.float32)
    (found,) = evidence(
        tmp_path, sparse.csr_matrix(abs(x)), {"X_pca": pca}, partitioning=parts(codes)
    )
    assert found.fitted_on is FittedOn.TRAINING


@pytest.mark.parametrize("seed", FEW_AND_MORE)
def test_what_is_centred_on_nothing_is_never_decided(tmp_path, seed):
    latent = np.random.default_rng(seed).normal(size=(N, 10)).astype(np.float32)
    x = sparse.csr_matrix(log_normalised())
    (found,) = evidence(tmp_path, x, obsm={"X_pca": latent})
    assert found.fitted_on is FittedOn.UNDECIDED


def test_too_few_rows_are_not_judged(tmp_path):
    codes = np.zeros(N, int)
    codes[:5] = 1
    assert evidence(tmp_path, scaled(log_normalised(), codes > -1), partitioning=parts(codes)) == ()


def test_counts_show_nothing(tmp_path):
    counts = np.random.default_rng(0).poisson(3.0, (N, G)).astype(np.float32)
    assert evidence(tmp_path, sparse.csr_matrix(counts)) == ()


def test_level_obs_reads_no_matrix(tmp_path):
    made = ad.AnnData(np.ones((N, 2)))
    made.write_h5ad(tmp_path / "x.h5ad")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        facts = measure_fitting(dataset, CARD, rows(N), PARTS, level=Level.OBS)
    assert facts.evidence is None


def test_rows_in_another_order_are_matched_by_name(tmp_path):
    x = log_normalised()
    order = np.random.default_rng(1).permutation(N)
    names = np.array([f"r{k}" for k in range(N)], dtype=object)
    made = ad.AnnData(
        scaled(x, FITTED[FittedOn.TRAINING])[order], obs=pd.DataFrame(index=names[order])
    )
    made.write_h5ad(tmp_path / "x.h5ad")
    shared = replace(rows(N), id_hashes=hash_texts(names), table="elsewhere")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        (found,) = measure_fitting(dataset, CARD, shared, PARTS).evidence
    assert found.fitted_on is FittedOn.TRAINING


def digest(codes, end=""):
    ids = sorted(f"r{k}" for k in np.flatnonzero(np.isin(CODES, codes)))
    return hashlib.sha256(("\n".join(ids) + end).encode()).hexdigest()


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(
    ("codes", "held", "is_everything"),
    [
        ([0], (0,), False),
        ([2], (2,), False),
        ([0, 1], (0, 1), False),
        ([0, 1, 2], (0, 1, 2), False),
        ([0, 1, 2, -1], (), True),
        ([0, 2], (), False),
    ],
)
def test_sets_named_by_digest(tmp_path, codes, held, is_everything, end):
    named = ObservationSet(pointer="/activities/0/fitted_on/0")
    named.observation_ids_sha256 = digest(codes, end)
    card = DatasetCard(activities=(ProcessingActivity(fitted_on=(named,)),))
    ad.AnnData(np.ones((N, 2))).write_h5ad(tmp_path / "x.h5ad")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        facts = measure_fitting(dataset, card, rows(N), PARTS, level=Level.OBS)
    (found,) = facts.identified
    assert found.parts == held
    assert found.is_everything is is_everything
