"""Positions on plates of every format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.validators.rules.tab.well_positions import SHAPES, place_of_well

LETTERS = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD", "AE", "AF"]


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_every_well_of_a_plate_is_read(n_wells: int, data: st.DataObject) -> None:
    rows, columns = SHAPES[n_wells]
    row = data.draw(st.integers(1, rows))
    column = data.draw(st.integers(1, columns))
    assert place_of_well(f"{LETTERS[row - 1]}{column}") == (row, column)
    assert place_of_well(f"{LETTERS[row - 1]}{column:02d}") == (row, column)


def test_a_format_has_as_many_wells_as_it_says() -> None:
    assert all(rows * columns == n for n, (rows, columns) in SHAPES.items())


@pytest.mark.parametrize(
    "label", ["", "A", "12", "A0", "A00", "b02", "2B", "A-1", "AG1", "A1 ", "A100"]
)
def test_what_is_no_position_is_not_read(label: str) -> None:
    assert place_of_well(label) is None
