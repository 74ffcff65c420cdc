"""The readout of neighbourhoods."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.graphs import Graph, GraphKind, neighbours
from aivc.evaluation.readouts.neighbourhood import Neighbourhood, pair_counts
from aivc.evaluation.units import Unit

KNN = Graph(GraphKind.KNN, 6)
STATES = ("B", "T", "myeloid")


def tissue(n_units, seed, n_sections=1):
    """Cells of three types in bands, so that a type is next to itself."""
    rng = np.random.default_rng(seed)
    places = rng.uniform(0, 100, (n_units, 2))
    types = np.clip((places[:, 0] // 34).astype(int), 0, 2)
    units = [
        Unit(f"c{row}", place=(f"S{row % n_sections}", tuple(place)))
        for row, place in enumerate(places)
    ]
    return units, np.eye(3)[types]


def readout(graph=KNN):
    return Neighbourhood("niches", STATES, graph)


def values_of(units, shares, graph=KNN):
    return readout(graph).values(shares, shares, units, STATES)


def test_bands_are_next_to_themselves():
    found = values_of(*tissue(600, 0))
    value = dict(zip(found.features, found.values[0], strict=True))
    assert value["B|B"] > 1
    assert value["B|T"] < 0
    assert value["B|myeloid"] < -3


def test_expected_pairs_are_the_mean_over_shuffles():
    units, shares = tissue(60, 1)
    pairs = neighbours(np.array([unit.place[1] for unit in units]), KNN)
    _, expected = pair_counts(shares, pairs)
    rng = np.random.default_rng(2)
    shuffled = [pair_counts(shares[rng.permutation(60)], pairs)[0] for _ in range(3000)]
    assert np.mean(shuffled, axis=0) == pytest.approx(expected, rel=0.03)
    assert expected.sum() == pytest.approx(len(pairs))


def test_ratio_falls_with_wrong_labels_where_a_z_score_does_not():
    units, shares = tissue(2000, 3)
    rng = np.random.default_rng(4)
    wrong = shares.copy()
    rows = rng.permutation(2000)[:1000]
    wrong[rows] = shares[rng.permutation(rows)]
    truth, half = values_of(units, shares).values[0], values_of(units, wrong).values[0]
    pairs = neighbours(np.array([unit.place[1] for unit in units]), KNN)
    z = []
    for labels in (shares, wrong):
        chance = np.array([pair_counts(labels[rng.permutation(2000)], pairs)[0] for _ in range(60)])
        z.append((pair_counts(labels, pairs)[0] - chance.mean(axis=0)) / chance.std(axis=0))
    assert np.corrcoef(z)[0, 1] > 0.9
    assert np.abs(half - truth).mean() > 0.5 * np.abs(truth).mean()


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10**6), st.sampled_from(list(GraphKind)))
def test_order_and_names_of_units_mean_nothing(seed, kind):
    graph = Graph(kind, 4, 12.0)
    rng = np.random.default_rng(seed)
    # A regular grid, where many neighbours are equally near.
    grid = np.array([(x, y) for x in range(8) for y in range(8)], dtype=float) * 10
    shares = np.eye(3)[rng.integers(0, 3, 64)]
    units = [Unit(f"c{row}", place=("S", tuple(place))) for row, place in enumerate(grid)]
    order = rng.permutation(64)
    moved = [Unit(f"other {row}", place=units[row].place) for row in order]
    first = values_of(units, shares, graph)
    second = values_of(moved, shares[order], graph)
    assert first.values == pytest.approx(second.values)
    assert first.weights == pytest.approx(second.weights)


def test_sections_are_rows_of_their_own():
    units, shares = tissue(300, 5, n_sections=3)
    found = values_of(units, shares)
    assert found.ids == ("S0", "S1", "S2")
    alone = [row for row in range(300) if row % 3 == 1]
    one = values_of([units[row] for row in alone], shares[alone])
    assert found.values[1] == pytest.approx(one.values[0])
    assert found.members[1] == tuple(alone)


def test_shares_of_states_are_counted_as_shares():
    units, _ = tissue(50, 6)
    even = np.full((50, 3), 1 / 3)
    assert values_of(units, even).values == pytest.approx(np.zeros((1, 6)), abs=1e-9)


def test_a_cell_that_was_not_predicted_leaves_its_section_without_value():
    units, shares = tissue(100, 7, n_sections=2)
    shares[3] = np.nan
    found = values_of(units, shares)
    assert np.isfinite(found.values[0]).all()
    assert np.isnan(found.values[1]).all()


def test_columns_are_found_by_name():
    units, shares = tissue(80, 8)
    found = readout().values(shares[:, ::-1], shares, units, STATES[::-1])
    assert found.values == pytest.approx(values_of(units, shares).values)


def test_a_unit_alone_has_no_neighbours():
    found = values_of([Unit("c", place=("S", (0.0, 0.0)))], np.eye(3)[:1])
    assert np.isnan(found.values).all()


def test_units_in_one_place_are_neighbours_and_never_their_own():
    places = np.zeros((4, 2))
    pairs = neighbours(places, Graph(GraphKind.KNN, 1))
    assert (pairs[:, 0] != pairs[:, 1]).all()
    assert len(neighbours(places, Graph(GraphKind.RADIUS, radius=1))) == 6


def test_graphs_by_hand():
    square = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1.5]])
    radius = neighbours(square, Graph(GraphKind.RADIUS, radius=1.1))
    assert radius.tolist() == [[0, 1], [0, 2]]
    assert len(neighbours(square, Graph(GraphKind.DELAUNAY))) == 5
    assert len(neighbours(square, Graph(GraphKind.KNN, 10))) == 6


@pytest.mark.parametrize(
    ("places", "graph"),
    [
        (np.array([[0.0, np.nan], [1, 1]]), KNN),
        (np.array([[0.0, 0], [1, 1], [2, 2], [3, 3]]), Graph(GraphKind.DELAUNAY)),
    ],
)
def test_refused_places(places, graph):
    with pytest.raises(TaskError):
        neighbours(places, graph)


def test_units_without_a_place_are_refused():
    with pytest.raises(TaskError, match="no place"):
        values_of([Unit("c")], np.eye(3)[:1])


@pytest.mark.parametrize("graph", [KNN, Graph(GraphKind.RADIUS, radius=1e-9)])
def test_where_all_or_none_are_neighbours_nothing_is_told(graph):
    units, shares = tissue(4, 0)
    assert np.isnan(values_of(units, shares, graph).values).all()
    assert np.isfinite(values_of(units, shares, Graph(GraphKind.KNN, 1)).values).all()
