"""Repairs of what lies too near in space, or shares a thing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making.rows import observations
from repair.mended import parts_of

from aivc.schema.generated.views import SplitManifest
from aivc.schema.reading import read
from aivc.splits.making.links import links_of_things
from aivc.splits.repair.in_space import buffer_of
from aivc.splits.repair.propose import propose_repair

BLOCKS = {
    "unit_of_split": "spatial_block",
    "claims": [{"claim_axis": "spatial_block", "novelty": "unseen", "partition": "test"}],
}


def manifest(value=None, unit="um", **more):
    buffer = {} if value is None else {"buffer": {"value": value, "unit": unit}}
    return read(SplitManifest, {**BLOCKS, **buffer, **more})


def row(n, section=None):
    """Rows in a row, 10 um apart."""
    return observations({}, places=[[10.0 * k, 0.0] for k in range(n)], section=section)


def mended(rows, parts, header, links=()):
    repair = propose_repair(rows, parts_of(parts), header, links=links)
    names = (*repair.partitioning.names, "")
    return repair, [names[code] for code in repair.partitioning.codes.tolist()]


def test_the_part_that_is_learned_from_yields():
    repair, parts = mended(row(8), ["train"] * 4 + ["test"] * 4, manifest(25))
    assert parts == ["train"] * 2 + ["excluded"] * 2 + ["test"] * 4
    assert repair.obstacles == ()
    assert (repair.n_dropped, repair.n_moved) == (2, 0)
    assert [step.n_observations for step in repair.steps] == [2]


def test_rows_exactly_as_far_apart_as_the_buffer_stay():
    _, parts = mended(row(4), ["train"] * 2 + ["test"] * 2, manifest(10))
    assert parts == ["train"] * 2 + ["test"] * 2


def test_rows_of_other_sections_are_far():
    _, parts = mended(row(4, [0, 0, 1, 1]), ["train"] * 2 + ["test"] * 2, manifest(25))
    assert parts == ["train"] * 2 + ["test"] * 2


def test_validation_yields_to_test_and_training_to_both():
    labels = ["train"] * 3 + ["val"] * 3 + ["test"] * 3
    _, parts = mended(row(9), labels, manifest(15))
    assert parts == [*["train"] * 2, "excluded", *["val"] * 2, "excluded", *["test"] * 3]


def test_a_part_that_would_end_empty_is_left_and_said():
    repair, parts = mended(row(3), ["train", "test", "test"], manifest(25))
    assert parts == ["train", "test", "test"]
    assert len(repair.obstacles) == 1


@pytest.mark.parametrize(
    ("value", "unit", "coordinate_unit", "expected"),
    [
        (2, "mm", "um", 2000),
        (2, "1", "um", 2),
        (2, "{pixel}", "{pixel}", 2),
        (2, "{pixel}", "um", None),
        (2, "um", None, 2),
        (-1, "um", "um", None),
    ],
)
def test_buffers_in_the_unit_of_places(value, unit, coordinate_unit, expected):
    header = manifest(
        value, unit, **({"coordinate_unit": coordinate_unit} if coordinate_unit else {})
    )
    assert buffer_of(header, row(2)) == pytest.approx(expected)


@pytest.mark.parametrize(("buffer", "n_obstacles"), [(None, 2), (4, 1), (5, 0)])
def test_tiles_that_the_buffer_does_not_part_are_said(buffer, n_obstacles):
    header = manifest(buffer, tile_width=3, tile_height=4)
    repair, _ = mended(row(4), ["train"] * 2 + ["test"] * 2, header)
    assert len(repair.obstacles) == n_obstacles


def test_without_places_nothing_is_said_to_be_mended():
    rows = replace(row(4), coordinates=None)
    repair, parts = mended(rows, ["train"] * 2 + ["test"] * 2, manifest(25))
    assert parts == ["train"] * 2 + ["test"] * 2
    assert len(repair.obstacles) == 1


def test_rows_that_share_a_thing_across_blocks_go():
    things = np.repeat(np.arange(7), 2)
    links = links_of_things(
        "molecules", 8, things, np.array([[k, k + 1] for k in range(7)]).ravel()
    )
    _, parts = mended(row(8), ["train"] * 4 + ["test"] * 4, manifest(), (links,))
    assert parts == ["train"] * 3 + ["excluded"] + ["test"] * 4


@given(
    st.lists(st.sampled_from(["train", "val", "test"]), min_size=12, max_size=40),
    st.integers(5, 35),
)
def test_nothing_near_is_left(labels, distance):
    for name in ("train", "val", "test"):
        labels = [*labels, *[name] * 8]
    rows = row(len(labels))
    repair, parts = mended(rows, labels, manifest(distance))
    at = rows.coordinates.values[:, 0]
    kept = {name: at[[part == name for part in parts]] for name in ("train", "val", "test")}
    pairs = [("train", "val"), ("train", "test"), ("val", "test")]
    gaps = [np.abs(kept[a][:, None] - kept[b]).min(initial=np.inf) for a, b in pairs]
    assert repair.obstacles or min(gaps) >= distance
    moved = [k for k, part in enumerate(parts) if part not in {labels[k], "excluded"}]
    assert moved == []
