"""Containment is right both ways, and its bounds hold where it is estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anndata
import numpy as np
import pandas as pd
import pytest

from aivc.schema.vocabulary import genes
from aivc.validators.fingerprints.fingerprint_file import write_fingerprint
from aivc.validators.fingerprints.fingerprint_table import EVERYTHING, Kept
from aivc.validators.fingerprints.make_fingerprint import make_fingerprint
from aivc.validators.fingerprints.overlap import wilson
from aivc.validators.fingerprints.overlap_inputs import overlap_of
from aivc.validators.fingerprints.secret import Secret
from aivc.validators.fingerprints.sides import NotComparableError
from tests.validators.fingerprints.cells import (
    dataset_of,
    drawn,
    log_normalised,
    names_of_genes,
    stacked,
    thinned,
)

if TYPE_CHECKING:
    from pathlib import Path

CELLS = drawn(400)
N_GENES = CELLS.shape[1]


@pytest.fixture
def data(tmp_path):
    """Write cells to a file."""

    def write(cells, name: str, names=None) -> Path:
        path = tmp_path / f"{name}.h5ad"
        obs = pd.DataFrame(index=[f"{name} {k}" for k in range(cells.shape[0])])
        var = pd.DataFrame(index=list(names or names_of_genes(cells.shape[1])))
        anndata.AnnData(cells, obs, var).write_h5ad(path)
        return path

    return write


@pytest.fixture
def printed(tmp_path):
    """Write the fingerprint of cells to a file."""

    def write(cells, name: str, names=None, **more) -> Path:
        path = tmp_path / f"{name}.fingerprint"
        write_fingerprint(make_fingerprint(dataset_of(cells, names=names), **more), path)
        return path

    return write


def shares(found):
    (table,) = found.tables
    near = [None if c is None else c.share for c in (table.near.left, table.near.right)]
    return (
        (table.left_exact.share, table.right_exact.share),
        (
            table.left_support.share,
            table.right_support.share,
        ),
        tuple(near),
    )


@pytest.mark.parametrize("kinds", ["data data", "data print", "print data", "print print"])
def test_a_part_is_in_the_whole_and_the_whole_in_part(data, printed, kinds):
    makers = {"data": data, "print": printed}
    one, other = (makers[kind] for kind in kinds.split())
    found = overlap_of(one(CELLS[:100], "part"), other(CELLS, "whole"))
    exact, support, near = shares(found)
    assert exact == support == (1.0, 0.25)
    if kinds != "print print":
        assert near == (1.0, 0.25)


@pytest.mark.parametrize("kinds", ["data data", "data print", "print data"])
def test_a_normalised_part_is_rescaled_and_a_thinned_one_is_near(data, printed, kinds):
    makers = {"data": data, "print": printed}
    one, other = (makers[kind] for kind in kinds.split())
    whole = other(CELLS, "whole")
    assert shares(overlap_of(one(log_normalised(CELLS[:100], 3), "log"), whole)) == (
        (0.0, 0.0),
        (1.0, 0.25),
        (1.0, 0.25),
    )
    assert shares(overlap_of(one(thinned(CELLS[:100], 0.7), "thin"), whole)) == (
        (0.0, 0.0),
        (0.0, 0.0),
        (1.0, 0.25),
    )


def test_other_cells_of_the_same_kind_are_not_in_it(data, printed):
    other = data(drawn(300, seed=7), "other")
    assert shares(overlap_of(other, printed(CELLS, "whole"))) == ((0.0, 0.0),) * 3


def test_features_in_another_order_and_fewer_of_them_are_compared(data):
    chosen = np.random.default_rng(3).permutation(N_GENES)[:4_000]
    names = names_of_genes(N_GENES)
    part = data(CELLS[:100][:, chosen], "part", [names[k] for k in chosen])
    found = overlap_of(part, data(CELLS, "whole"))
    assert found.tables[0].n_shared_features == 4_000
    assert shares(found) == ((1.0, 0.25),) * 3


def test_symbols_are_ids_and_versions_are_dropped(data):
    known = genes("human")
    ids = [f"ENSG{k:011d}" for k in range(100_000, 160_000)]
    ids = [i for i in ids if known.by_id(i) and known.by_symbol(known.by_id(i)) == (i,)][:3_000]
    cells = drawn(80, n_genes=len(ids))
    symbols = data(cells, "symbols", [known.by_id(i) for i in ids])
    versions = data(cells, "versions", [f"{i}.7" for i in ids])
    assert shares(overlap_of(symbols, data(cells, "ids", ids))) == ((1.0, 1.0),) * 3
    assert shares(overlap_of(versions, symbols)) == ((1.0, 1.0),) * 3


def test_bounds_of_a_sample_hold_the_truth(data, printed):
    many = drawn(3_000, seed=3, n_genes=800, depth=300)
    half = data(many[:1_500], "half")
    whole = printed(many, "whole", kept=Kept(hashes=400, sketches=400))
    (table,) = overlap_of(half, whole).tables
    assert table.right_exact.n_compared <= 400
    assert table.right_exact.low <= 0.5 <= table.right_exact.high
    assert table.right_exact.low < table.right_exact.high
    assert table.left_exact.share == 1.0
    assert table.left_exact.low < 1.0
    assert table.near.left is None
    assert table.near.problem


@pytest.mark.parametrize("n_genes", [40, 300])
def test_cells_that_do_not_find_themselves_tell_of_no_noisy_copies(data, n_genes):
    alike = drawn(600, seed=3, n_genes=n_genes, depth=20 * n_genes)
    (table,) = overlap_of(data(alike, "one"), data(alike, "other")).tables
    assert table.left_exact.share == 1.0
    found = table.near.left
    assert table.near.problem if found is None else found.share > 0.5


def test_nothing_found_in_a_sample_may_still_be_something():
    assert wilson(0, 100)[0] == 0.0
    assert 0.03 < wilson(0, 100)[2] < 0.04
    assert wilson(0, 0) == (0.0, 0.0, 1.0)


def test_one_key_on_both_sides_compares(data, printed):
    secret = Secret(b"k" * 32)
    mine = printed(CELLS[:100], "mine", secret=secret)
    theirs = printed(CELLS, "theirs", secret=secret)
    exact, support, _ = shares(overlap_of(mine, theirs))
    assert exact == support == (1.0, 0.25)
    assert (
        shares(overlap_of(data(CELLS[:100], "part"), theirs, secret=secret)) == ((1.0, 0.25),) * 3
    )


@pytest.mark.parametrize("secret", [None, Secret(b"o" * 32)])
def test_without_the_key_nothing_is_compared(data, printed, secret):
    theirs = printed(CELLS, "theirs", secret=Secret(b"k" * 32))
    with pytest.raises(NotComparableError):
        overlap_of(data(CELLS[:50], "part"), theirs, secret=secret)
    other = printed(CELLS, "other", secret=secret)
    with pytest.raises(NotComparableError):
        overlap_of(other, theirs)


def test_features_of_another_kind_are_refused(data):
    with pytest.raises(NotComparableError):
        overlap_of(data(CELLS, "a"), data(CELLS, "b", [f"other {k}" for k in range(N_GENES)]))


def test_digests_tell_the_same_content_whatever_the_order(printed):
    order = np.random.default_rng(1).permutation(N_GENES)
    names = names_of_genes(N_GENES)
    one = printed(CELLS, "one")
    other = printed(CELLS[:, order], "other", [names[k] for k in order])
    assert overlap_of(one, other).is_same_content
    assert not overlap_of(one, printed(CELLS[:-1], "less")).is_same_content


def test_a_cell_that_is_there_twice_counts_twice(data, printed):
    twice = data(stacked(CELLS[:50], CELLS[:50]), "twice")
    (table,) = overlap_of(twice, printed(CELLS, "whole", kept=EVERYTHING)).tables
    assert table.left_exact.n_found == 100
    assert table.right_exact.n_found == 50
