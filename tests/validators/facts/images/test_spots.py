"""Grids of spots, whatever way the slide lies under the microscope."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from aivc.validators.facts.images.grid import (
    HEXAGONAL,
    SQUARE,
    fit_grid,
    grid_by_neighbours,
    out_of_place,
)

N_ROWS, N_COLUMNS = 14, 12
TURNS = st.floats(0, 2 * np.pi)
PITCHES = st.floats(0.01, 500)


def grid(geometry: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rows and columns of an array, and places one apart."""
    rows, columns = np.divmod(np.arange(N_ROWS * N_COLUMNS), N_COLUMNS)
    if geometry == SQUARE:
        return np.column_stack([rows, columns]).astype(float), np.column_stack(
            [columns, rows]
        ).astype(float)
    staggered = 2 * columns + rows % 2
    places = np.column_stack([staggered / 2, rows * np.sqrt(3) / 2])
    return np.column_stack([rows, staggered]).astype(float), places


def laid(places: NDArray[np.float64], turn: float, pitch: float) -> NDArray[np.float64]:
    """Turn, mirror, stretch and shift."""
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    mirrored: NDArray[np.float64] = pitch * (places * (-1, 1)) @ rotation.T + (3000.0, -70.0)
    return mirrored


@pytest.mark.parametrize("geometry", [HEXAGONAL, SQUARE])
@settings(max_examples=25)
@given(turn=TURNS, pitch=PITCHES, seed=st.integers(0, 99), share=st.floats(0.3, 1))
def test_rows_and_columns_tell_a_grid_even_where_spots_are_missing(
    geometry: str, turn: float, pitch: float, seed: int, share: float
) -> None:
    array, places = grid(geometry)
    random = np.random.default_rng(seed)
    some = random.permutation(len(array))[: int(share * len(array))]
    found = fit_grid(array[some], laid(places, turn, pitch)[some])
    assert found is not None
    assert found.geometry == geometry
    assert found.pitch == pytest.approx(pitch, rel=1e-6)
    assert (found.residuals < pitch / 1000).all()


@pytest.mark.parametrize("geometry", [HEXAGONAL, SQUARE])
@settings(max_examples=15)
@given(turn=TURNS, pitch=PITCHES)
def test_neighbours_tell_a_grid_without_rows_and_columns(
    geometry: str, turn: float, pitch: float
) -> None:
    _, places = grid(geometry)
    measured, found = grid_by_neighbours(laid(places, turn, pitch))
    assert found == geometry
    assert measured == pytest.approx(pitch, rel=1e-6)


@settings(max_examples=15)
@given(seed=st.integers(0, 999))
def test_beads_at_random_places_are_no_grid(seed: int) -> None:
    places = np.random.default_rng(seed).random((300, 2))
    assert grid_by_neighbours(places)[1] == ""


@settings(max_examples=25)
@given(turn=TURNS, seed=st.integers(0, 99), n_moved=st.integers(1, 30))
def test_spots_in_each_others_place_are_found_and_no_others(
    turn: float, seed: int, n_moved: int
) -> None:
    array, places = grid(HEXAGONAL)
    laid_out = laid(places, turn, 100.0)
    moved = np.random.default_rng(seed).permutation(len(array))[: n_moved + 1]
    laid_out[moved] = laid_out[np.roll(moved, 1)]
    found = fit_grid(array, laid_out)
    assert found is not None
    assert set(np.flatnonzero(out_of_place(array, laid_out, found))) <= set(moved)
    # Two that are neighbours may change places.
    assert out_of_place(array, laid_out, found).sum() >= n_moved // 2
    assert found.geometry == HEXAGONAL


@settings(max_examples=10)
@given(seed=st.integers(0, 999))
def test_places_in_another_order_are_nearly_all_out_of_place(seed: int) -> None:
    array, places = grid(HEXAGONAL)
    order = np.random.default_rng(seed).permutation(len(array))
    found = fit_grid(array, places[order])
    assert found is not None
    assert found.geometry == ""
    assert out_of_place(array, places[order], found).mean() > 0.8


def test_spots_of_a_single_row_span_no_plane() -> None:
    array, places = grid(SQUARE)
    assert fit_grid(array[:N_COLUMNS], places[:N_COLUMNS]) is None


@pytest.mark.parametrize("bend", [0.5, 3.0])
def test_a_section_that_was_bent_onto_another_has_its_spots_in_place(bend: float) -> None:
    array, places = grid(HEXAGONAL)
    x, y = (places / places.max(axis=0)).T
    bent = 100 * (places + bend * np.column_stack([np.sin(3 * y), x * y]))
    found = fit_grid(array, bent)
    assert found is not None
    assert not out_of_place(array, bent, found).any()
