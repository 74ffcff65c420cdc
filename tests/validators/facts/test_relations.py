"""How one matrix follows from another, on matrices that were made so."""

from __future__ import annotations

import math

import numpy as np
import pytest

from aivc.validators.facts.relations import Sampled, relation, relations
from tests.validators.facts.made import LOGS, counts, normalised
from tests.validators.facts.scanning import scanned

GENES = [f"g{k}" for k in range(400)]


def sampled(table: np.ndarray, columns=GENES, *, name="X", source=False) -> Sampled:
    return Sampled(name, scanned(table, per_block=64).sample.result(), columns, source)


def judged(source: np.ndarray, target: np.ndarray, columns=GENES):
    return relation(sampled(source, name="raw/X"), sampled(target, columns))


def test_equal():
    found = judged(counts(), counts().astype("f4"))
    assert (found.source, found.target) == ("raw/X", "X")
    assert (found.relation, found.share, found.n_shared_columns) == ("equal", 1.0, 400)


@pytest.mark.parametrize("base", LOGS)
@pytest.mark.parametrize("depth", [1e4, 1e6, None])
def test_log_scaled(base, depth):
    linear = normalised(counts(), depth)
    found = judged(counts(), LOGS[base](linear).astype("f4"))
    assert (found.relation, found.log_base, found.share) == ("log_scaled", base, 1.0)
    assert found.depth == pytest.approx(linear[0].sum(), rel=1e-3)


def test_scaled():
    found = judged(counts(), normalised(counts(), 1e6).astype("f4"))
    assert (found.relation, found.log_base, round(found.depth)) == ("scaled", "", 1_000_000)


def test_one_factor_for_all_is_scaling_too():
    assert judged(counts(), counts() * 0.5).relation == "scaled"
    assert judged(counts(), np.log1p(counts())).relation == "log_scaled"


def test_fewer_genes_normalised_with_the_depth_of_all():
    log = np.log1p(normalised(counts()))[:, 50:250]
    found = judged(counts(), log.astype("f4"), GENES[50:250])
    assert (found.relation, round(found.depth)) == ("log_scaled", 10_000)
    assert found.n_shared_columns == 200


def test_depth_of_some_genes_only():
    table = counts()
    log = np.log1p(normalised(table[:, 50:250]))
    found = judged(table, log.astype("f4"), GENES[50:250])
    assert (found.relation, found.log_base) == ("subset_scaled", "e")
    assert math.isnan(found.depth)


def test_genes_are_matched_by_name_not_by_place():
    order = np.random.default_rng(0).permutation(400)
    log = np.log1p(normalised(counts()))[:, order]
    assert judged(counts(), log, [GENES[k] for k in order]).relation == "log_scaled"
    assert judged(counts(), log, GENES).relation == "none"


@pytest.mark.parametrize(
    "target",
    [
        counts(seed=1),
        np.log1p(normalised(counts(seed=1))),
        np.where(np.arange(400) == np.argmax(counts().sum(axis=0)), 0, counts()),
        np.log2(normalised(counts()) + 0.5) * np.linspace(0.2, 2, 400),
    ],
    ids=["other counts", "log of others", "a gene wiped out", "genes brought to other ranges"],
)
def test_none(target):
    found = judged(counts(), target)
    assert found.relation == "none"
    assert found.share < 0.9


@pytest.mark.parametrize(
    "target",
    [
        np.log2((counts() + 0.5) / (counts().sum(axis=1, keepdims=True) + 1) * 1e6),
        np.arcsinh(np.sqrt(normalised(counts()) + 0.375)),
        counts() + (counts() == 0) * 0.1,
    ],
    ids=["logarithm with a prior", "variance stabilised", "no zeros left"],
)
def test_what_rises_with_the_source_is_in_order(target):
    found = judged(counts(), target)
    assert (found.relation, found.share) == ("ordered", 1.0)
    other = judged(np.roll(counts(), 1, axis=0), target)
    assert other.relation == "none"


def test_no_gene_in_common():
    found = judged(counts(), counts(), [f"other{k}" for k in range(400)])
    assert (found.relation, found.n_shared_columns) == ("none", 0)


def test_a_few_odd_rows_lower_the_share():
    log = np.log1p(normalised(counts()))
    log[:20] *= 1.1
    found = judged(counts(), log)
    assert found.relation == "log_scaled"
    assert 0.9 < found.share < 1


def test_empty_matrices_are_not_related():
    assert judged(np.zeros((9, 400)), np.zeros((9, 400))).relation == "none"


def test_of_many_matrices_each_is_compared_with_x():
    rows = sampled(counts(), source=True).rows
    names = ["X", "raw/X", *(f"layers/{k}" for k in range(8))]
    found = relations([Sampled(name, rows, GENES, could_be_source=True) for name in names])
    assert len(found) == 9 + 8
    assert {"X", "raw/X"} >= {r.target for r in found}


def test_counts_are_the_source_of_every_pair():
    log = np.log1p(normalised(counts()))
    samples = [
        sampled(log, name="X"),
        sampled(counts(), name="raw/X", source=True),
        sampled(log * 2, name="layers/a"),
    ]
    found = {(r.source, r.target): r.relation for r in relations(samples)}
    assert found == {
        ("raw/X", "X"): "log_scaled",
        ("layers/a", "X"): "scaled",
        ("raw/X", "layers/a"): "ordered",
    }
