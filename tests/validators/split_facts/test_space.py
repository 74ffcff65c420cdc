"""Rows near one another across parts, tiles that overlap, neighbouring sections."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from aivc.schema.generated.views import (
    Binding,
    ColumnMatch,
    DatasetCard,
    Quantity,
    RoleColumns,
    ScaleLink,
    ScaleUnitSet,
    SplitManifest,
)
from aivc.validators.split_facts.model import Pair
from aivc.validators.split_facts.space import SPACINGS, measure_space
from tests.validators.split_facts.rows_by_hand import PAIR, TESTED, parts, rows

SIDE = 20
GRID = np.array([(x, y) for x in range(SIDE) for y in range(SIDE)], float) * 10


def buffered(value=25.0, unit="um", coordinate_unit="um", **more):
    return SplitManifest(
        buffer=Quantity(value=value, unit=unit), coordinate_unit=coordinate_unit, **more
    )


def halves(gap):
    """Left rows are trained on, right rows tested, columns between them in no part."""
    column = GRID[:, 0] / 10
    return parts(np.where(column < 10 - gap, 0, np.where(column >= 10, 1, -1)))


def test_buffer_that_is_kept():
    facts = measure_space(rows(400, places=GRID), halves(gap=2), [PAIR], buffered(30.0))
    (near,) = facts.nearness
    assert facts.radius == 30.0
    assert facts.radius_is_buffer
    assert near.n_near == 0
    assert np.isnan(near.smallest)


def test_buffer_that_is_broken():
    facts = measure_space(rows(400, places=GRID), halves(gap=1), [PAIR], buffered(25.0))
    (near,) = facts.nearness
    assert near.n_near == SIDE
    assert near.n_evaluated == 200
    assert near.smallest == 20.0
    assert near.rows.tolist() == list(range(200, 220))
    first = near.examples[0]
    assert (first.evaluated, first.reference, first.amount) == ("r200", "r160", 20.0)


@given(st.integers(0, 2**16), st.sampled_from([0.3, 1.0, 4.0]))
def test_counts_what_a_tree_counts(seed, distance):
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 10, (200, 2))
    codes = rng.integers(-1, 2, 200)
    facts = measure_space(rows(200, places=places), parts(codes), [PAIR], buffered(distance))
    mine, theirs = places[codes == 1], places[codes == 0]
    apart, _ = cKDTree(theirs).query(mine)
    assert facts.nearness[0].n_near == np.count_nonzero(apart < distance)


def test_buffer_is_converted():
    facts = measure_space(rows(400, places=GRID), halves(1), [PAIR], buffered(0.025, "mm"))
    assert facts.radius == pytest.approx(25.0)


def test_pixels_are_compared_as_pixels():
    facts = measure_space(rows(400, places=GRID), halves(1), [PAIR], buffered(25, "px", "px"))
    assert facts.nearness[0].n_near == SIDE


@pytest.mark.parametrize(
    ("manifest", "problem"),
    [
        (buffered(coordinate_unit=None), "no_coordinate_unit"),
        (buffered(unit=None), "no_buffer_unit"),
        (buffered(coordinate_unit="px"), "not_convertible"),
        (buffered(coordinate_unit="s"), "not_convertible"),
    ],
)
def test_buffer_that_cannot_be_judged_is_said(manifest, problem):
    facts = measure_space(rows(400, places=GRID), halves(0), [PAIR], manifest)
    assert facts.buffer_problem == problem
    assert not facts.radius_is_buffer
    # What can be said without the unit is said.
    assert facts.radius == SPACINGS * 10
    assert facts.nearness[0].n_near > 0


def test_plain_number_is_in_the_unit_of_the_coordinates():
    manifest = buffered(25.0, "1", coordinate_unit=None)
    facts = measure_space(rows(400, places=GRID), halves(1), [PAIR], manifest)
    assert facts.buffer_problem == ""
    assert facts.radius == 25.0


@pytest.mark.parametrize("axis", ["sample", "donor"])
def test_specimens_are_sections_where_none_are_told(axis):
    places = np.concatenate([GRID, GRID])
    codes = np.repeat([0, 1], 400)
    held = ["A"] * 400 + ["B"] * 400
    apart = rows(800, {axis: held}, places=places)
    assert measure_space(apart, parts(codes), [PAIR], buffered()).nearness[0].n_near == 0
    together = rows(800, {axis: held, "section": ["s"] * 800}, places=places)
    assert measure_space(together, parts(codes), [PAIR], buffered()).nearness[0].n_near == 400


def test_unit_may_come_with_the_coordinates():
    observations = rows(400, places=GRID, unit="um")
    facts = measure_space(observations, halves(1), [PAIR], buffered(coordinate_unit=None))
    assert facts.buffer_problem == ""
    assert facts.nearness[0].n_near == SIDE


def test_buffer_without_coordinates():
    facts = measure_space(rows(4), parts([0, 0, 1, 1]), [PAIR], buffered())
    assert not facts.has_coordinates
    assert facts.buffer_problem == "no_coordinates"


def test_nothing_about_space():
    assert measure_space(rows(4), parts([0, 0, 1, 1]), [PAIR], SplitManifest()) is None


def test_sections_do_not_touch():
    section = ["A" if x < 100 else "B" for x in GRID[:, 0]]
    observations = rows(400, {"section": section}, places=GRID)
    facts = measure_space(observations, halves(0), [PAIR], buffered(500.0))
    assert facts.nearness[0].n_near == 0


def test_sections_are_named():
    places = np.concatenate([GRID, GRID])
    section = ["A"] * 400 + ["B"] * 400
    codes = np.concatenate([halves(0).codes, np.zeros(400)])
    facts = measure_space(
        rows(800, {"section": section}, places=places), parts(codes), [PAIR], buffered(11.0)
    )
    (section_a,) = facts.nearness[0].sections
    assert (section_a.name, section_a.n_near, section_a.n_evaluated) == ("A", 20, 200)
    assert section_a.smallest == 10.0


def test_rows_without_place_or_section_match_nothing():
    places = np.array([[0, 0], [0, 0], [np.nan, 0], [0, 0]], float)
    section = ["A", None, "A", "A"]
    observations = rows(4, {"section": section}, places=places)
    facts = measure_space(observations, parts([0, 1, 1, 1]), [PAIR], buffered(5.0))
    near = facts.nearness[0]
    assert (near.n_evaluated, near.n_without_place, near.n_near) == (1, 2, 1)


def test_buffer_rows_are_nowhere():
    column = GRID[:, 0] / 10
    codes = np.where(column < 9, 0, np.where(column < 11, 2, 1))
    partitioning = parts(codes, ("train", "test", "buffer"))
    facts = measure_space(rows(400, places=GRID), partitioning, [PAIR], buffered(29.0))
    assert facts.nearness[0].n_near == 0


def test_three_dimensions():
    places = np.array([[0, 0, 0], [0, 0, 5], [0, 0, 40]], float)
    facts = measure_space(rows(3, places=places), parts([0, 1, 1]), [PAIR], buffered(6.0))
    assert facts.nearness[0].rows.tolist() == [1]


def test_random_rows_without_buffer_have_neighbours():
    rng = np.random.default_rng(0)
    codes = (rng.random(400) < 0.2).astype(int)
    facts = measure_space(rows(400, places=GRID), parts(codes), [PAIR], SplitManifest())
    assert facts.spacing == 10.0
    near = facts.nearness[0]
    assert near.n_near > 0.95 * near.n_evaluated


def test_every_pair_is_compared():
    codes = np.clip(GRID[:, 0] // 70, 0, 2).astype(int)
    pairs = [Pair(1, 0), Pair(2, 0), Pair(2, 1)]
    partitioning = parts(codes, ("train", "val", "test"))
    facts = measure_space(rows(400, places=GRID), partitioning, pairs, buffered(11.0))
    assert [n.n_near for n in facts.nearness] == [20, 0, 20]


def test_tiles():
    manifest = SplitManifest(tile_width=25.0, tile_height=5.0)
    facts = measure_space(rows(400, places=GRID), halves(gap=1), [PAIR], manifest)
    (tiles,) = facts.tiles
    assert tiles.n_overlapping == SIDE
    assert tiles.largest_share == pytest.approx(0.2)
    assert tiles.examples[0].amount == pytest.approx(0.2)


def test_tiles_that_touch_share_nothing():
    manifest = SplitManifest(tile_width=10.0, tile_height=10.0)
    facts = measure_space(rows(400, places=GRID), halves(gap=0), [PAIR], manifest)
    assert facts.tiles[0].n_overlapping == 0


def test_tiles_of_other_planes_share_nothing():
    places = np.array([[0, 0, 0], [0, 0, 5], [1, 0, 0]], float)
    manifest = SplitManifest(tile_width=4.0, tile_height=4.0)
    facts = measure_space(rows(3, places=places), parts([0, 1, 1]), [PAIR], manifest)
    assert facts.tiles[0].rows.tolist() == [2]
    assert facts.tiles[0].largest_share == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("places", "manifest", "problem"),
    [
        (GRID, SplitManifest(tile_width=4.0), "one_side"),
        (None, SplitManifest(tile_width=4.0, tile_height=4.0), "no_coordinates"),
    ],
)
def test_tiles_that_cannot_be_judged(places, manifest, problem):
    facts = measure_space(rows(400, places=places), halves(0), [PAIR], manifest)
    assert facts.tile_problem == problem
    assert facts.tiles == ()


def in_series(position, donor=None, section=None, held=(0, 0, 1, 1)):
    columns = {"z": position}
    axes = {"section": section or [f"s{k}" for k in range(len(position))]}
    if donor:
        axes["donor"] = donor
    manifest = SplitManifest(
        binding=Binding(keys=(RoleColumns(role="section_position", columns=("z",)),))
    )
    return measure_space(rows(len(position), axes, columns), parts(held), [PAIR], manifest)


def test_next_section_is_in_another_part():
    (found,) = in_series(["1", "2", "3", "4"]).adjacent
    assert (found.evaluated, found.reference) == ("s2", "s1")


def test_sections_further_apart_are_no_neighbours():
    assert in_series(["1", "2", "7", "8"]) is None


def test_neighbours_are_within_one_donor():
    two = ["D1", "D1", "D2", "D2"]
    assert in_series(["1", "2", "3", "4"], two) is None
    facts = in_series(["1", "2", "1", "2"], two, held=(0, 1, 0, 0))
    assert [(a.evaluated, a.reference, a.series) for a in facts.adjacent] == [("s1", "s0", "D1")]


def test_series_that_nobody_tells():
    assert in_series(["1", "2", "1", "2"]).series_problem == "no_series"
    assert in_series(["1.5", "2", "3", "4"]).series_problem == "not_whole"


def test_section_in_both_parts_is_told_as_its_own():
    section = ["a", "a", "b", "b"]
    assert in_series(["1", "1", "2", "2"], section=section, held=(0, 1, 0, 1)) is None


def test_card_links_neighbouring_sections():
    sets = [
        ScaleUnitSet(unit_set_id=name, matches=(ColumnMatch(column="slide", column_value=value),))
        for name, value in (("upper", "A1"), ("lower", "A2"))
    ]
    link = ScaleLink(
        pointer="/links/0", source_set="upper", target_set="lower", link_type="serial_section"
    )
    card = DatasetCard(unit_sets=tuple(sets), links=(link,))
    observations = rows(4, columns={"slide": ["A1", "A1", "A2", "A3"]})
    facts = measure_space(observations, parts([0, 0, 1, 1]), [PAIR], SplitManifest(), card)
    (found,) = facts.adjacent
    assert (found.evaluated, found.reference, found.told_by) == ("lower", "upper", "/links/0")
    apart = parts([0, 0, 0, TESTED])
    assert measure_space(observations, apart, [PAIR], SplitManifest(), card) is None
