"""Blocks in space with a buffer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making.cases import THREE, TRAIN
from making.rows import observations

from aivc.splits.errors import InfeasibleSplitError, UnknownAxisError
from aivc.splits.making.blocks import block_links
from aivc.splits.making.make import make_split
from aivc.splits.making.near import rows_near
from aivc.splits.making.request import PartRequest, SplitRequest


def slide(n_rows=1500, n_sections=2, size=1000.0, seed=0):
    draw = np.random.default_rng(seed)
    return observations(
        {"section": [f"s{k % n_sections}" for k in range(n_rows)]},
        places=draw.uniform(0, size, (n_rows, 2)),
        section=[k % n_sections for k in range(n_rows)],
    )


def distances(rows, made, one, other):
    codes, places = made.partitioning.codes, rows.coordinates
    a, b = (np.flatnonzero(codes == made.partitioning.names.index(p)) for p in (one, other))
    apart = np.linalg.norm(places.values[a][:, None] - places.values[b], axis=2)
    apart[places.section[a][:, None] != places.section[b]] = np.inf
    return apart


def test_no_two_rows_of_two_parts_are_nearer_than_the_buffer():
    rows = slide()
    made = make_split(rows, SplitRequest(parts=THREE, block=200, buffer=25))[0]
    for one, other in (("train", "validation"), ("train", "test"), ("validation", "test")):
        assert distances(rows, made, one, other).min() > 25
    assert "buffer" in made.partitioning.roles
    assert made.header["buffer"] == {"value": 25, "unit": "um"}
    assert made.header["exclusions"] == [
        {
            "exclusion_reason": "within 25 um of another part",
            "n_observations": made.sizes[-1].n_observations,
        }
    ]
    assert made.header["split_method"] == made.header["unit_of_split"] == "spatial_block"
    assert made.header["claims"] == [
        {"claim_axis": "spatial_block", "novelty": "unseen", "partition": part}
        for part in ("validation", "test")
    ]


def test_blocks_that_touch_are_claimed_to_be_nothing():
    made = make_split(slide(), SplitRequest(block=200))[0]
    assert "claims" not in made.header
    assert made.header["unit_of_split"] == "spatial_block"


def test_a_block_is_whole_but_for_its_buffer_and_lies_in_one_section():
    rows = slide()
    blocks = block_links(rows.coordinates, 200)
    made = make_split(rows, SplitRequest(parts=THREE, block=200))[0]
    for code in range(len(blocks.levels)):
        members = blocks.codes == code
        assert len(set(made.partitioning.codes[members].tolist())) == 1
        assert len(set(rows.coordinates.section[members].tolist())) == 1


def test_the_buffer_takes_no_more_than_it_must():
    rows = slide()
    made = make_split(rows, SplitRequest(block=250, buffer=20))[0]
    freed = made.partitioning.codes == made.partitioning.names.index("buffer")
    test = made.partitioning.codes == 1
    places, section = rows.coordinates.values, rows.coordinates.section
    for row in np.flatnonzero(freed):
        same = test & (section == section[row])
        assert np.linalg.norm(places[same] - places[row], axis=1).min() <= 20 * (1 + 1e-9)


def test_a_buffer_that_takes_a_whole_part_is_refused():
    with pytest.raises(InfeasibleSplitError, match="larger blocks"):
        make_split(slide(), SplitRequest(block=50, buffer=400))


def test_rows_without_a_place_are_left_out():
    rows = slide(400)
    rows.coordinates.values[:7, 0] = np.nan
    made = make_split(rows, SplitRequest(block=200))[0]
    assert made.header["exclusions"] == [
        {"exclusion_reason": "no coordinates", "n_observations": 7}
    ]


@pytest.mark.parametrize(("buffer", "is_idle"), [(60, True), (150, False)])
def test_a_buffer_below_the_spacing_is_said_to_take_nothing(buffer, is_idle):
    steps = 100.0 * np.arange(20)
    places = np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
    rows = observations({"section": ["s"] * 400}, places=places, section=[0] * 400)
    made = make_split(rows, SplitRequest(block=500, buffer=buffer))[0]
    assert ("buffer" in made.partitioning.roles) != is_idle
    told = " ".join(made.notes)
    assert ("60 um" in told and "100 um" in told) == is_idle


def test_data_without_coordinates_are_refused():
    with pytest.raises(UnknownAxisError, match="--coordinates"):
        make_split(observations({"donor": ["D1", "D2"]}), SplitRequest(block=100))


def test_sections_can_be_held_out_instead():
    rows = slide(n_sections=5)
    parts = (TRAIN, PartRequest("test", "test", 0.2))
    made = make_split(rows, SplitRequest(("section",), parts))[0]
    tested = rows.axes["section"].codes[made.partitioning.codes == 1]
    assert len(set(tested.tolist())) == 1
    assert made.header["unit_of_split"] == "section"


@given(
    st.integers(2, 3),
    st.integers(1, 40),
    st.integers(1, 40),
    st.floats(0.5, 30),
    st.integers(0, 1000),
)
def test_near_rows_are_those_of_a_plain_comparison(n_axes, n_asking, n_others, distance, seed):
    draw = np.random.default_rng(seed)
    # A coarse lattice makes distances of exactly the limit frequent.
    points = draw.integers(0, 30, (n_asking + n_others, n_axes)).astype(float)
    section = draw.integers(0, 2, len(points))
    asking, others = np.arange(n_asking), np.arange(n_asking, len(points))
    apart = np.linalg.norm(points[asking][:, None] - points[others], axis=2)
    apart[section[asking][:, None] != section[others]] = np.inf
    expected = (apart <= distance * (1 + 1e-9)).any(axis=1)
    found = rows_near(points, section, asking, others, distance)
    assert found.tolist() == expected.tolist()
