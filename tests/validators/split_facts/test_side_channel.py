"""Library sizes and numbers of rows that give away conditions and effects."""

import anndata as ad
import numpy as np
import pandas as pd
import pytest
from scipy import sparse, stats

from aivc.schema.generated.views import DatasetCard, ModalityTable
from aivc.storage import open_dataset
from aivc.validators.split_facts.side_channel import (
    FEWEST_CONDITIONS,
    _spearman,
    measure_side_channels,
)
from aivc.validators.split_facts.side_channel_counts import ProfileSums, counts_of, row_sums
from tests.validators.split_facts.rows_by_hand import PAIR, parts, rows

GENES = 40
CARD = DatasetCard()


def design(seed, n_conditions=40, rows_of=None, depth_of=None, effect_of=None, n_control=300):
    """Counts, conditions, control mark and parts of a screen.

    ``rows_of``, ``depth_of`` and ``effect_of`` give for each condition its rows, its depth and the
    logarithm of the change of each of its ten targets.
    """
    rng = np.random.default_rng(seed)
    rows_of = rng.integers(20, 120, n_conditions) if rows_of is None else rows_of
    depth_of = np.full(n_conditions, 2000.0) if depth_of is None else depth_of
    effect_of = np.zeros(n_conditions) if effect_of is None else effect_of
    base = rng.dirichlet(np.ones(GENES))
    label = np.repeat(np.arange(n_conditions + 1), [*rows_of, n_control])
    fold = np.zeros((n_conditions + 1, GENES))
    for k in range(n_conditions):
        fold[k, rng.choice(GENES, 10, replace=False)] = effect_of[k]
    shares = base * np.exp(fold)
    shares /= shares.sum(axis=1, keepdims=True)
    depth = np.append(depth_of, 2000.0)[label] * rng.lognormal(0, 0.4, len(label))
    counts = rng.poisson(depth[:, np.newaxis] * shares[label])
    part = rng.integers(0, 2, len(label))
    names = [None if k == n_conditions else f"c{k}" for k in label]
    return counts, names, label == n_conditions, parts(part)


def measured(tmp_path, made, encoding=sparse.csr_matrix, order=None):
    counts, names, controls, partitioning = made
    n = len(names)
    order = np.arange(n) if order is None else order
    x = ad.AnnData(
        encoding(counts[order].astype(np.float32)), obs=pd.DataFrame(index=[f"r{k}" for k in order])
    )
    x.write_h5ad(tmp_path / "x.h5ad")
    observations = rows(n, {"condition": [names[k] for k in order]}, controls=controls[order])
    hashes = np.random.default_rng(0).integers(0, 2**63, n, dtype=np.uint64)[order]
    object.__setattr__(observations, "id_hashes", hashes)
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        return measure_side_channels(
            dataset, CARD, observations, parts(partitioning.codes[order]), [PAIR]
        )


FEW_AND_MORE = [*range(10), *(pytest.param(k, marks=pytest.mark.slow) for k in range(10, 50))]
"""Seeds: the first catch what is wrong in kind, the others what is rare."""


@pytest.mark.parametrize("seed", FEW_AND_MORE)
def test_nothing_is_given_away_by_chance(tmp_path, seed):
    rng = np.random.default_rng(1000 + seed)
    facts = measured(tmp_path, design(seed, effect_of=rng.choice([0.0, 0.5, 1.0], 40)))
    (cue,) = facts.label_cues
    assert cue.accuracy < cue.bound
    assert len(facts.effect_cues) == 2
    assert all(abs(cue.correlation) < cue.bound for cue in facts.effect_cues)


@pytest.mark.parametrize("seed", FEW_AND_MORE)
def test_noise_of_small_conditions_is_no_effect(tmp_path, seed):
    # The plain distance to controls grows as rows become few; it would be found in every design.
    rows_of = np.geomspace(20, 200, 40).astype(int)
    facts = measured(tmp_path, design(seed, rows_of=rows_of, effect_of=np.zeros(40)))
    assert all(abs(cue.correlation) < cue.bound for cue in facts.effect_cues)


@pytest.mark.parametrize("encoding", [sparse.csr_matrix, sparse.csc_matrix, np.asarray])
def test_depth_that_tells_the_condition(tmp_path, encoding):
    depth_of, rows_of = np.array([200.0, 8000.0, 50000.0]), np.full(3, 200)
    made = design(1, n_conditions=3, depth_of=depth_of, rows_of=rows_of, n_control=200)
    (cue,) = measured(tmp_path, made, encoding).label_cues
    assert cue.accuracy > max(cue.bound, cue.majority)
    assert cue.gain > 0.5
    assert cue.n_labels == 4


def test_accuracy_is_that_of_the_best_rule(tmp_path):
    made = design(2, n_conditions=3, depth_of=np.array([500.0, 4000.0, 30000.0]))
    (cue,) = measured(tmp_path, made).label_cues
    library = made[0].sum(axis=1)
    tested = made[3].codes == 1
    edges = np.quantile(library[tested], np.linspace(0, 1, cue.n_bins + 1)[1:-1])
    table = pd.crosstab(
        np.searchsorted(edges, library[tested]),
        pd.Series([name or "control" for name in made[1]])[tested].to_numpy(),
    )
    assert cue.accuracy == pytest.approx(table.max(axis=1).sum() / tested.sum())


@pytest.mark.parametrize("cue_name", ["rows", "library_size"])
def test_cue_that_goes_with_the_effect(tmp_path, cue_name):
    effect = np.linspace(0, 1.5, 60)
    more = {"effect_of": effect}
    if cue_name == "rows":
        more["rows_of"] = (200 * np.exp(-effect)).astype(int)
    else:
        more["depth_of"] = 4000 * np.exp(-effect)
    facts = measured(tmp_path, design(3, n_conditions=60, **more))
    found = {cue.cue: cue for cue in facts.effect_cues}
    assert found[cue_name].correlation < -found[cue_name].bound


def test_order_of_rows_changes_nothing(tmp_path):
    made = design(4)
    order = np.random.default_rng(9).permutation(len(made[1]))
    facts, again = measured(tmp_path, made), measured(tmp_path, made, order=order)
    assert facts.label_cues == again.label_cues
    for one, other in zip(facts.effect_cues, again.effect_cues, strict=True):
        assert one.correlation == pytest.approx(other.correlation)


def test_small_parts_are_not_judged(tmp_path):
    made = design(5, n_conditions=2, rows_of=np.array([30, 30]), n_control=20)
    facts = measured(tmp_path, made)
    assert facts.label_cues == ()
    assert facts.effect_cues == ()


def test_few_conditions_have_no_rank_correlation(tmp_path):
    facts = measured(tmp_path, design(6, n_conditions=FEWEST_CONDITIONS - 1))
    assert facts.effect_cues == ()
    assert facts.label_cues


def test_without_counts(tmp_path):
    _, names, controls, partitioning = design(7)
    noise = np.random.default_rng(0).normal(size=(len(names), GENES))
    facts = measured(tmp_path, (noise, names, controls, partitioning))
    assert facts.problem == "not_counted"
    normalised = np.log1p(np.random.default_rng(0).poisson(1.0, noise.shape))
    facts = measured(tmp_path, (normalised, names, controls, partitioning))
    assert facts.problem == "no_counts"


def test_without_conditions(tmp_path):
    ad.AnnData(np.ones((4, 2))).write_h5ad(tmp_path / "x.h5ad")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        facts = measure_side_channels(dataset, CARD, rows(4), parts([0, 0, 1, 1]), [PAIR])
    assert facts.problem == "no_conditions"


def test_counts_are_those_that_the_card_names(tmp_path):
    counts = np.arange(12.0).reshape(4, 3)
    made = ad.AnnData(
        np.log1p(counts), layers={"counts": counts, "umis": sparse.csr_matrix(counts)}
    )
    made.write_h5ad(tmp_path / "x.h5ad")
    card = DatasetCard(tables=(ModalityTable(path_in_file="layers/umis", value_type="raw_counts"),))
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        assert counts_of(dataset, card, "")[1].name == "layers/umis"
        _, matrix = counts_of(dataset, CARD, "")
        assert matrix.name == "layers/counts"
        assert row_sums(matrix).tolist() == counts.sum(axis=1).tolist()


@pytest.mark.parametrize("encoding", [sparse.csr_matrix, sparse.csc_matrix, np.asarray])
def test_profiles_are_scaled_by_whole_rows(tmp_path, monkeypatch, encoding):
    monkeypatch.setattr("aivc.validators.split_facts.side_channel_counts.BLOCK_BYTES", 1 << 10)
    rng = np.random.default_rng(3)
    counts = rng.poisson(0.6, (400, GENES)).astype(np.float32)
    counts[7] = 0
    group = rng.integers(-1, 3, 400)
    ad.AnnData(encoding(counts)).write_h5ad(tmp_path / "x.h5ad")
    with open_dataset(tmp_path / "x.h5ad") as dataset:
        matrix = dataset.table("").matrix("X")
        profiles = ProfileSums(group, 3, GENES)
        library = profiles.read(matrix)
        assert library.tolist() == row_sums(matrix).tolist() == counts.sum(axis=1).tolist()
    scaled = np.log1p(counts * 1e4 / np.maximum(library, 1)[:, np.newaxis])
    expected = [scaled[group == k].sum(axis=0) for k in range(3)]
    np.testing.assert_allclose(profiles.sums, expected, rtol=1e-9)


def test_rank_correlation_is_that_of_scipy():
    rng = np.random.default_rng(0)
    one, other = rng.integers(0, 9, 200), rng.normal(size=200)
    assert _spearman(one, other) == pytest.approx(stats.spearmanr(one, other).statistic)
    assert _spearman(np.ones(5), np.arange(5.0)) == 0.0
