"""Names of wells in every spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.plates.well_columns import named_wells, placed_wells
from aivc.adapters.plates.wells import (
    PLATE_SHAPES,
    Well,
    fits,
    format_of_shape,
    normalise,
    read_well,
    row_letters,
    row_number,
    smallest_format,
)

WELLS = st.builds(Well, st.integers(1, 32), st.integers(1, 48))
SPELLINGS = (
    "{letters}{column}", "{letters}{column:02d}", "{letters}{column:03d}", "{letters}-{column}",
    "{letters}:{column}", "{letters} {column:02d}", "{letters}_{column}", "R{row:02d}C{column:02d}",
    "r{row}c{column}", "r{row:02d}c{column:02d}f01", "r{row:02d}c{column:02d}f01p01-ch1",
    "R{row:03d}C{column:03d}", "Row {row}, Column {column}", "Well {letters}{column}",
    "{letters}{column:02d}_s3", " {letters}{column} ", '"{letters}{column}"',
)  # fmt: skip


@given(WELLS, st.sampled_from(SPELLINGS), st.booleans())
def test_every_spelling_is_read_as_the_same_well(well: Well, spelling: str, is_lower: bool) -> None:
    label = spelling.format(letters=row_letters(well.row), row=well.row, column=well.column)
    label = label.lower() if is_lower else label
    assert read_well(label) == well
    assert normalise(label) == well.name
    assert normalise(well.name) == well.name


@given(st.text(max_size=60))
def test_any_text_is_a_well_or_none(label: str) -> None:
    name = normalise(label)
    assert name is None or read_well(name) is not None


@pytest.mark.parametrize(
    "label",
    [
        "", "A", "1", "A0", "A00", "A49", "AG1", "ZZ1", "2B", "B2M", "P1_B03", "DMSO", "R0C1",
        "R33C1", "R1C49", "A1A1", "A1-A3", "10 uM", "A1.5", "\u0410" + "1", "A1" * 30, "BRD-K1",
    ],
)  # fmt: skip
def test_what_is_no_well_is_none(label: str) -> None:
    assert normalise(label) is None


@given(st.integers(1, 32))
def test_letters_of_rows_go_both_ways(row: int) -> None:
    assert row_number(row_letters(row)) == row


@given(WELLS, st.sampled_from(sorted(PLATE_SHAPES)))
def test_a_well_fits_a_plate_that_has_its_row_and_column(well: Well, plate_format: int) -> None:
    rows, columns = PLATE_SHAPES[plate_format]
    assert fits(well, plate_format) == (well.row <= rows and well.column <= columns)
    assert fits(well.name, plate_format) == fits(well, plate_format)


@given(st.sets(WELLS, min_size=1, max_size=20))
def test_the_smallest_plate_holds_all_wells_and_no_smaller_does(wells: set[Well]) -> None:
    smallest = smallest_format(wells)
    assert smallest is not None
    assert all(fits(well, smallest) for well in wells)
    for smaller in (f for f in PLATE_SHAPES if f < smallest):
        assert not all(fits(well, smaller) for well in wells)


def test_no_wells_have_no_plate() -> None:
    assert smallest_format([]) is None
    assert format_of_shape(33, 1) is None


def test_a_plate_of_unknown_size_is_refused() -> None:
    with pytest.raises(KeyError):
        fits("A01", 100)


@given(st.sampled_from(sorted(PLATE_SHAPES)), st.sampled_from([0, 1]), st.sampled_from([0, 1]))
def test_a_full_plate_tells_from_where_it_counts(plate: int, row_base: int, col_base: int) -> None:
    rows, columns = PLATE_SHAPES[plate]
    places = [(row, column) for row in range(rows) for column in range(columns)]
    read = placed_wells(
        [str(row + row_base) for row, _ in places], [str(column + col_base) for _, column in places]
    )
    assert read is not None
    assert read.wells == tuple(Well(row + 1, column + 1) for row, column in places)


@given(st.lists(WELLS, min_size=1, max_size=30))
def test_letters_and_numbers_beside_each_other_are_read(wells: list[Well]) -> None:
    read = placed_wells([row_letters(w.row) for w in wells], [f"{w.column}.0" for w in wells])
    assert read is not None
    assert read.wells == tuple(wells)


def test_inner_wells_without_a_zero_are_counted_from_one_and_it_is_said_to_be_unproven() -> None:
    read = placed_wells(["1", "6"], ["1", "10"])
    assert read is not None
    assert read.wells == (Well(1, 1), Well(6, 10))
    assert "prove" in read.because


def test_an_axis_without_zero_follows_the_other_where_the_plate_allows() -> None:
    read = placed_wells(["0", "7"], ["1", "10"])
    assert read is not None
    assert read.wells == (Well(1, 2), Well(8, 11))


@pytest.mark.parametrize(
    ("rows", "columns"),
    [(["A", "x1"], ["1", "2"]), (["A"], ["49"]), (["33"], ["1"]), (["A"], ["B"])],
)
def test_rows_and_columns_of_no_plate_are_not_read(rows: list[str], columns: list[str]) -> None:
    assert placed_wells(rows, columns) is None


def test_rows_without_a_well_stay_without() -> None:
    assert named_wells(["A1", None, "empty"]).wells == (Well(1, 1), None, None)
    read = placed_wells(["A", None, "B"], ["1", "2", None])
    assert read is not None
    assert read.wells == (Well(1, 1), None, None)
