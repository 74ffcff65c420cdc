"""A sketch knows which rare features a row has, and nothing else."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.storage.model import MatrixEncoding
from aivc.validators.facts.collector import Span
from aivc.validators.facts.stored_pieces import pieces
from aivc.validators.fingerprints.features import feature_keys
from aivc.validators.fingerprints.sketch_order import N_BINS, SketchOrder, rarity_levels
from aivc.validators.fingerprints.sketches import Sketches
from aivc.validators.fingerprints.support_hashes import SupportHashes
from tests.validators.facts.matrices import compressed
from tests.validators.facts.memory import MemoryMatrix
from tests.validators.facts.oracle import entries_of

RNG = np.random.default_rng(3)
COUNTS = RNG.poisson(0.4, (40, 700)).astype(np.float32)
COUNTS[5] = 0


def order_of(n: int, names=None) -> SketchOrder:
    keys = feature_keys(names or [f"gene {k}" for k in range(n)])
    return SketchOrder.of(keys, rarity_levels(np.arange(n) % 37, 40))


def collected(make, content, cuts=()):
    """Collect a matrix in as many parts as there are cuts, then merge them in order."""
    matrix = MemoryMatrix(content, per_block=3)
    by_columns = matrix.encoding is MatrixEncoding.CSC
    whole = Span.whole(matrix.shape, by_columns=by_columns)
    ends = [0, *sorted(cuts), whole.stop]
    merged = None
    for start, stop in itertools.pairwise(ends):
        part = make(Span(matrix.shape, start, stop, by_columns))
        for block in matrix.blocks(start=start, stop=stop):
            for piece in pieces(block, whole.n_minor, by_columns=by_columns):
                part.update(piece)
        if merged is None:
            merged = part
        else:
            merged.merge(part)
    return merged.result()


def sketches(content, order=None, cuts=()):
    used = order or order_of(content.shape[1])
    return collected(lambda span: Sketches(span, used), content, cuts)


def supports(content, keys, cuts=()):
    return collected(lambda span: SupportHashes(span, keys), content, cuts)


LAYOUTS = [
    COUNTS,
    COUNTS.astype("int64"),
    sp.csr_matrix(COUNTS),
    sp.csc_matrix(COUNTS),
    sp.csr_matrix(np.log1p(COUNTS * 3.7)),
]


@pytest.mark.parametrize("content", LAYOUTS, ids=["dense", "dense int", "csr", "csc", "logged"])
def test_layout_type_and_scale_make_no_difference(content):
    keys = feature_keys([f"gene {k}" for k in range(COUNTS.shape[1])])
    assert (sketches(content) == sketches(sp.csr_matrix(COUNTS))).all()
    assert supports(content, keys).tolist() == supports(sp.csr_matrix(COUNTS), keys).tolist()


def test_a_sketch_holds_the_highest_ranked_feature_of_each_bin():
    order = order_of(COUNTS.shape[1])
    found = sketches(COUNTS, order)
    for row in (0, 5, 17):
        for number in range(N_BINS):
            inside = np.flatnonzero((order.bins == number) & (COUNTS[row] != 0))
            best = order.ranks[inside].max(initial=0)
            assert found[row, number] == order.bytes_of[number, best]
    assert not found[5].any()


def test_the_order_of_features_makes_no_difference():
    shuffled = np.random.default_rng(1).permutation(COUNTS.shape[1])
    names = [f"gene {k}" for k in range(COUNTS.shape[1])]
    levels = rarity_levels(np.arange(len(names)) % 37, 40)
    own = SketchOrder.of(feature_keys(names), levels)
    other = SketchOrder.of(feature_keys([names[k] for k in shuffled]), levels[shuffled])
    assert (sketches(COUNTS, own) == sketches(COUNTS[:, shuffled], other)).all()


def test_rare_features_come_first():
    levels = rarity_levels(np.repeat([1, 900], 2_000), 1_000)
    order = SketchOrder.of(feature_keys([str(k) for k in range(4_000)]), levels)
    highest = order.ranks[:2_000].astype(float).mean()
    assert highest > 3 * order.ranks[2_000:].astype(float).mean()


@given(st.data(), st.sampled_from(["csr", "csc", "dense"]))
def test_parts_merge_into_the_whole(data, layout):
    content = {"csr": sp.csr_matrix, "csc": sp.csc_matrix, "dense": np.asarray}[layout](
        COUNTS[:, :60]
    )
    n = 60 if layout == "csc" else len(COUNTS)
    cuts = data.draw(st.sets(st.integers(1, n - 1), max_size=4))
    keys = feature_keys([f"gene {k}" for k in range(60)])
    assert (sketches(content, cuts=cuts) == sketches(content)).all()
    assert supports(content, keys, cuts).tolist() == supports(content, keys).tolist()


@settings(max_examples=50)
@given(compressed(faulty=True))
def test_entries_in_disorder_are_those_of_the_table(matrix):
    table = entries_of(matrix).table()
    keys = feature_keys([f"gene {k}" for k in range(matrix.shape[1])])
    assert (sketches(matrix) == sketches(table)).all()
    assert supports(matrix, keys).tolist() == supports(table, keys).tolist()
