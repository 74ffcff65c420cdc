"""Rows that have a thing in common, such as a cell or molecules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making.cases import THREE
from making.rows import observations

from aivc.splits.making.links import links_of_things
from aivc.splits.making.make import make_split
from aivc.splits.making.request import SplitRequest

N = 400


def tissue(seed=0):
    draw = np.random.default_rng(seed)
    return observations(
        {"donor": [f"d{k % 8}" for k in range(N)]}, places=draw.uniform(0, 1000, (N, 2))
    )


def chain():
    """Every row has a thing in common with the next one to the right: all hang together."""
    order = np.argsort(tissue().coordinates.values[:, 0])
    things = np.repeat(np.arange(N - 1), 2)
    return things, np.column_stack([order[:-1], order[1:]]).ravel()


def torn(made, things, rows):
    """Return the things that are in two compared parts."""
    parts = made.partitioning
    compared = [k for k, role in enumerate(parts.roles) if role not in {"buffer", "excluded"}]
    codes = parts.codes[rows]
    held = {(int(t), int(c)) for t, c in zip(things, codes, strict=True) if c in compared}
    return [t for t, _ in held if sum(other == t for other, _ in held) > 1]


def test_blocks_cut_what_hangs_together_and_leave_out_what_is_beside_the_cut():
    things, rows = chain()
    links = links_of_things("molecules", N, things, rows)
    assert set(links.codes.tolist()) == {0}
    for parts in (None, THREE):
        request = SplitRequest(block=250) if parts is None else SplitRequest(parts=parts, block=250)
        (made,) = make_split(tissue(), request, links=(links,))
        assert torn(made, things, rows) == []
        assert "buffer" in made.partitioning.roles
        reasons = [each["exclusion_reason"] for each in made.header["exclusions"]]
        assert reasons == ["measures the same molecules as another part"]


@given(st.integers(0, 20), st.integers(1, 60))
def test_elsewhere_what_hangs_together_stays_together(seed, n_things):
    draw = np.random.default_rng(seed)
    things, rows = np.repeat(np.arange(n_things), 2), draw.integers(0, N, 2 * n_things)
    links = links_of_things("cell", N, things, rows)
    (made,) = make_split(tissue(), SplitRequest(tolerance=0.5), links=(links,))
    assert torn(made, things, rows) == []
    assert "buffer" not in made.partitioning.roles


@pytest.mark.parametrize("pairs", [[], [(3, 3)]])
def test_a_thing_of_one_row_links_nothing(pairs):
    things = np.array([0 for _ in pairs for _ in range(2)], np.int64)
    links = links_of_things("cell", 5, things, np.array(pairs, np.int64).ravel())
    assert (links.codes <= 0).all()
    assert len(set(links.codes[links.codes >= 0].tolist())) <= 1
