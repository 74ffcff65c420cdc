"""Copies are told from look-alikes, and where they cannot be the answer says so."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from aivc.validators.facts.progress import Progress
from aivc.validators.fingerprints.content_scan import scan_contents
from aivc.validators.fingerprints.copies_between import copies_between
from aivc.validators.fingerprints.features import feature_keys
from aivc.validators.fingerprints.kept_order import keep_order
from aivc.validators.fingerprints.rarity import rows_with
from aivc.validators.fingerprints.sensitivity import plant
from aivc.validators.fingerprints.sketch_order import SketchOrder, rarity_levels
from aivc.validators.fingerprints.telling_bits import Totals, bits_of_support
from tests.validators.facts.memory import MemoryMatrix
from tests.validators.fingerprints.cells import (
    drawn,
    log_normalised,
    names_of_genes,
    stacked,
    thinned,
)

N_TRAINING = 300
N_PLANTED = 60


def compared(training, test):
    matrix = MemoryMatrix(stacked(training, test), per_block=101)
    keys = feature_keys(names_of_genes(matrix.shape[1]))
    order = SketchOrder.of(keys, rarity_levels(*rows_with(matrix, 1 << 20)))
    contents = scan_contents(matrix, keys, order, Progress(None))
    left = np.arange(training.shape[0], matrix.shape[0])

    def keeps_order(one, other):
        return keep_order(matrix, one, other, 1 << 20)

    right = np.arange(training.shape[0])
    return copies_between(contents, plant(contents, order), left, right, keeps_order)


def pairs(found, first=N_TRAINING):
    return list(zip((found.left - first).tolist(), found.right.tolist(), strict=True))


@pytest.fixture(scope="module")
def training():
    return drawn(N_TRAINING)


@pytest.fixture(scope="module")
def others():
    return drawn(100, seed=5)


def test_cells_of_one_kind_are_no_copies(training, others):
    between = compared(training, others)
    assert [len(found) for found in (between.exact, between.rescaled, between.near)] == [0, 0, 0]
    assert between.sensitivity.at(0.7) == 1.0


def test_equal_cells_are_exact_copies_and_only_that(training, others):
    between = compared(training, stacked(training[:N_PLANTED], others))
    assert pairs(between.exact) == [(k, k) for k in range(N_PLANTED)]
    assert len(between.rescaled) == len(between.near) == 0


@pytest.mark.parametrize("decimals", [12, 3, 2])
def test_normalised_and_rounded_cells_are_rescaled_copies(training, others, decimals):
    planted = log_normalised(training[:N_PLANTED], decimals)
    between = compared(training, stacked(planted, others))
    assert pairs(between.rescaled) == [(k, k) for k in range(N_PLANTED)]
    assert len(between.exact) == len(between.near) == 0


@pytest.mark.parametrize(("kept", "least"), [(0.9, 60), (0.7, 60), (0.5, 56)])
def test_thinned_cells_are_noisy_copies(training, others, kept, least):
    between = compared(training, stacked(thinned(training[:N_PLANTED], kept), others))
    assert all(a == b for a, b in pairs(between.near))
    assert len(between.near) >= least
    assert between.sensitivity.at(0.5) > 0.9


def test_cells_sequenced_twice_are_noisy_copies(training, others):
    again = thinned(training[:N_PLANTED], 0.6, seed=8)
    between = compared(thinned(training, 0.6, seed=9), stacked(again, others))
    assert all(a == b for a, b in pairs(between.near))
    assert len(between.near) > 0.9 * N_PLANTED


def test_logged_training_cells_find_raw_copies(training, others):
    between = compared(log_normalised(training), stacked(training[:N_PLANTED], others))
    assert len(between.rescaled) == N_PLANTED
    assert between.sensitivity.at(0.7) == 1.0


def test_a_small_panel_cannot_tell_and_says_so():
    panel = drawn(400, n_genes=60, depth=2_000)
    between = compared(panel, drawn(100, n_genes=60, depth=2_000, seed=4))
    assert between.sensitivity.at(0.7) < 0.1
    assert len(between.near) == 0


def test_cells_of_a_few_molecules_are_never_called_copies():
    few = sp.csr_matrix(np.eye(40, 500, dtype=np.float32)[np.arange(300) % 40])
    between = compared(few[:200], few[200:])
    assert len(between.exact) == len(between.rescaled) == len(between.near) == 0
    assert between.n_undecided == 100


def test_empty_cells_match_nothing(training):
    empty = sp.csr_matrix((30, training.shape[1]), dtype=np.float32)
    between = compared(stacked(training, empty), empty)
    assert between.n_rows == 0
    assert len(between.exact) == between.n_undecided == 0
    assert between.sensitivity is None


def test_a_row_with_nearly_every_feature_tells_by_its_zeros_only():
    totals = Totals(np.ones(100), np.ones(100), np.ones(300), np.full(300, 58), is_continuous=False)
    few, half, most, every = bits_of_support(totals, np.array([3, 150, 297, 300]))
    assert half > 200
    assert few < 40
    assert most < 40
    assert every < 5


@pytest.mark.parametrize("layout", [sp.csr_matrix, sp.csc_matrix, lambda m: m.toarray()])
def test_rows_that_miss_the_same_features_are_copies_only_if_their_order_is_the_same(layout):
    rng = np.random.default_rng(4)
    seen = rng.random((1, 400)) < 0.5
    run = np.where(seen, rng.lognormal(3, 1, (6, 400)), 0)
    run[5] = np.round(np.log1p(run[0] * 0.37), 3)
    matrix = MemoryMatrix(layout(sp.csr_matrix(run)))
    left, right = np.array([5, 5, 1, 3]), np.array([0, 1, 2, 3])
    assert keep_order(matrix, left, right, 1 << 20).tolist() == [True, False, False, True]


def test_samples_of_one_run_miss_the_same_features_and_are_no_copies():
    rng = np.random.default_rng(4)
    seen = np.repeat(rng.random((8, 500)) < 0.5, 12, axis=0)
    run = sp.csr_matrix(np.where(seen, rng.lognormal(3, 1, (96, 500)), 0))
    even = compared(run[::2], run[1::2])
    assert len(even.rescaled) == 0
