"""A repair makes true what was claimed, and touches as few rows as any does."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from making.rows import permuted
from repair.mended import (
    claim,
    fewest_to_drop,
    manifest,
    parts_of,
    rows_of,
    shares_what_is_kept_whole,
    verdicts,
)

from aivc.splits.making.links import Links
from aivc.splits.observations import Observations, Partitioning
from aivc.splits.repair.model import RepairBy
from aivc.splits.repair.propose import propose_repair

APART = [{0, 1}]

small = st.integers(3, 7).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from("ABCD"), min_size=n, max_size=n),
        st.lists(st.sampled_from(["x", "y", "z", None]), min_size=n, max_size=n),
        st.lists(st.sampled_from(["train", "test"]), min_size=n, max_size=n),
    )
)
large = st.integers(6, 40).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from("ABCDEF"), min_size=n, max_size=n),
        st.lists(st.sampled_from(["x", "y", "z", None]), min_size=n, max_size=n),
        st.lists(st.sampled_from(["train", "val", "test"]), min_size=n, max_size=n),
    )
)


@given(small)
@settings(max_examples=40)
def test_no_smaller_set_of_rows_keeps_two_axes_apart(design) -> None:
    donors, agents, labels = design
    assume(set(labels) == {"train", "test"})
    rows = rows_of({"donor": donors, "agent": agents})
    parts = parts_of(labels)
    # No part has to keep rows for links that are given, so that this is the plain problem.
    links = links_on(rows, "donor", "agent")
    codes = [link.codes.tolist() for link in links]
    repair = propose_repair(rows, parts, manifest(), by=RepairBy.DROP, links=links)

    assert repair.n_dropped == fewest_to_drop(codes, parts.codes.tolist(), APART)
    assert repair.is_smallest


def links_on(rows: Observations, *axes: str) -> list[Links]:
    return [Links(axis, rows.axes[axis].codes) for axis in axes]


def test_without_a_claim_too_no_part_ends_empty() -> None:
    rows = rows_of({"well": list("AAABBB")})
    parts = parts_of(["train", "train", "test", "train", "train", "test"])
    for by in RepairBy:
        repair = propose_repair(rows, parts, manifest(), by=by)
        assert not repair.obstacles
        assert {repair.partitioning.names[code] for code in repair.partitioning.codes} >= {
            "train",
            "test",
        }
        assert shares_what_is_kept_whole(rows, repair.partitioning, manifest()) == []


@given(small)
@settings(max_examples=40)
def test_no_smaller_set_of_rows_makes_two_claims_true(design) -> None:
    donors, agents, labels = design
    rows = rows_of({"donor": donors, "agent": agents})
    parts = parts_of(labels)
    assume(set(labels) == {"train", "test"})
    header = manifest(claim("donor"), claim("agent"), unit="donor")
    codes = [rows.axes[axis].codes.tolist() for axis in ("donor", "agent")]
    fewest = fewest_to_drop(codes, parts.codes.tolist(), APART)
    repair = propose_repair(rows, parts, header, by=RepairBy.DROP)

    if not repair.obstacles:
        assert repair.at_least >= fewest
        assert repair.n_dropped >= fewest_keeping_both(codes, parts)
        if fewest_keeping_both(codes, parts) == fewest:
            assert repair.n_dropped == fewest


def fewest_keeping_both(codes: list[list[int]], parts: Partitioning) -> int:
    """Return the fewest rows to drop if each part keeps a value of each axis."""
    n_rows = len(parts.codes)
    best = n_rows + 1
    for keeps in product((False, True), repeat=n_rows):
        kept = [k for k in range(n_rows) if keeps[k]]
        if n_rows - len(kept) >= best:
            continue
        clash = any(
            parts.codes[a] != parts.codes[b] and any(c[a] == c[b] >= 0 for c in codes)
            for i, a in enumerate(kept)
            for b in kept[:i]
        )
        whole = all(
            any(c[k] >= 0 and parts.codes[k] == part for k in kept)
            for c in codes
            for part in (0, 1)
            if any(c[k] >= 0 and parts.codes[k] == part for k in range(n_rows))
        )
        if not clash and whole:
            best = n_rows - len(kept)
    return best


@given(small)
@settings(max_examples=40)
def test_a_part_keeps_rows_at_the_least_cost(design) -> None:
    donors, _, labels = design
    assume(set(labels) == {"train", "test"})
    rows, parts = rows_of({"donor": donors}), parts_of(labels)
    header = manifest(claim("donor"), unit="donor")
    repair = propose_repair(rows, parts, header, by=RepairBy.DROP)
    fewest = fewest_keeping_both([rows.axes["donor"].codes.tolist()], parts)

    if fewest > len(labels):
        assert repair.obstacles
    else:
        assert not repair.obstacles
        assert repair.n_dropped == fewest
        assert repair.is_smallest
        assert verdicts(rows, repair.partitioning, header) == ["supported"]


@pytest.mark.parametrize("by", list(RepairBy))
@given(design=large)
@settings(max_examples=40)
def test_all_claims_hold_afterwards(by: RepairBy, design) -> None:
    donors, _, labels = design
    assume(set(labels) == {"train", "val", "test"} and len(set(donors)) > 3)
    rows, parts = rows_of({"donor": donors}), parts_of(labels)
    header = manifest(claim("donor"), claim("donor", partition="val"), unit="donor")
    repair = propose_repair(rows, parts, header, by=by)

    assert shares_what_is_kept_whole(rows, repair.partitioning, header) == []
    if not repair.obstacles:
        assert verdicts(rows, repair.partitioning, header) == ["supported", "supported"]
    assert repair.n_touched >= repair.at_least
    assert repair.n_touched == sum(step.n_observations for step in repair.steps)
    if by is RepairBy.DROP:
        assert repair.n_moved == 0
    if by is RepairBy.MOVE:
        assert repair.n_dropped == 0


@given(large)
@settings(max_examples=40)
def test_the_smallest_is_no_larger_than_either_way(design) -> None:
    donors, agents, labels = design
    assume(len(set(labels)) == 3)
    rows, parts = rows_of({"donor": donors, "agent": agents}), parts_of(labels)
    header = manifest(claim("donor"), claim("agent", joint_with=("donor",)), unit="donor")
    smallest, dropped, moved = (propose_repair(rows, parts, header, by=by) for by in RepairBy)

    if not smallest.obstacles and not dropped.obstacles:
        assert smallest.n_touched <= dropped.n_touched
    if not smallest.obstacles and not moved.obstacles:
        assert smallest.n_touched <= moved.n_touched


@pytest.mark.parametrize("by", list(RepairBy))
@given(design=large, seed=st.integers(0, 99))
@settings(max_examples=40)
def test_the_order_of_rows_and_levels_changes_nothing(by: RepairBy, design, seed) -> None:
    donors, agents, labels = design
    rows, parts = rows_of({"donor": donors, "agent": agents}), parts_of(labels)
    header = manifest(
        claim("donor"), claim("agent", "few_shot", few_shot_limit=2, partition="val"), unit="donor"
    )
    order = np.random.default_rng(seed).permutation(len(labels))
    turned = Partitioning(parts.names, parts.roles, parts.codes[order])
    one = propose_repair(rows, parts, header, by=by)
    other = propose_repair(permuted(rows, order.tolist()), turned, header, by=by)

    assert one.steps == other.steps
    assert one.obstacles == other.obstacles
    assert one.partitioning.codes[order].tolist() == other.partitioning.codes.tolist()


@given(large)
@settings(max_examples=40)
def test_three_parts_are_within_the_stated_bound(design) -> None:
    donors, agents, labels = design
    assume(len(set(labels)) == 3)
    rows, parts = rows_of({"donor": donors, "agent": agents}), parts_of(labels)
    links = links_on(rows, "donor", "agent")
    repair = propose_repair(rows, parts, manifest(), by=RepairBy.DROP, links=links)

    assert repair.at_least <= repair.n_dropped <= 2 * repair.at_least
    for link in links:
        placed = {}
        for code, part in zip(link.codes.tolist(), repair.partitioning.codes.tolist(), strict=True):
            if code >= 0 and repair.partitioning.names[part] != "excluded" and part >= 0:
                assert placed.setdefault(code, part) == part
