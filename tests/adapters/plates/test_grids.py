"""Plates drawn as grids."""

from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.plates.grids import find_grids
from aivc.adapters.plates.pages import page_of
from aivc.adapters.plates.wells import PLATE_SHAPES, Well, row_letters

CELL = st.one_of(
    st.none(),
    st.sampled_from(["DMSO", "10 uM", "0.5", "BRD-K1", "a;b", "x,y", '5"', "µ", "TGFβ", "-666"]),
)


def drawn(title: str, cells: dict[Well, str | None], shape: tuple[int, int]) -> list[list[str]]:
    """Draw a plate."""
    rows, columns = shape
    lines = [[title]] if title else []
    lines.append(["", *(str(column) for column in range(1, columns + 1))])
    for row in range(1, rows + 1):
        texts = [cells[Well(row, column)] or "" for column in range(1, columns + 1)]
        lines.append([row_letters(row), *texts])
    return lines


def as_text(lines: list[list[str]], *, left: int = 0, above: int = 0) -> list[str]:
    """Write cells as a spreadsheet does."""
    quoted = [
        ",".join([""] * left + ['"' + cell.replace('"', '""') + '"' for cell in line])
        for line in lines
    ]
    return [line + "\r\n" for line in [","] * above + quoted]


@st.composite
def plates(draw: st.DrawFn) -> tuple[tuple[int, int], dict[str, dict[Well, str | None]]]:
    """Return a shape and the cells of one to three grids by title."""
    shape = draw(st.sampled_from([PLATE_SHAPES[f] for f in (6, 12, 24, 48, 96)]))
    titles = draw(st.sampled_from([["agent"], ["agent", "Concentration (uM)"], ["a b", "c", "d"]]))
    wells = [Well(r, c) for r in range(1, shape[0] + 1) for c in range(1, shape[1] + 1)]
    few = st.lists(CELL, min_size=1, max_size=7)
    grids = {}
    for title in titles:
        texts = draw(few)
        grids[title] = {well: texts[k % len(texts)] for k, well in enumerate(wells)}
    return shape, grids


@given(plates(), st.integers(0, 3), st.integers(0, 3), st.integers(0, 2))
def test_every_cell_survives_wherever_the_grid_stands(
    plate: tuple[tuple[int, int], dict[str, dict[Well, str | None]]],
    left: int,
    above: int,
    between: int,
) -> None:
    shape, wanted = plate
    lines: list[list[str]] = []
    for title, cells in wanted.items():
        lines += drawn(title, cells, shape) + [[""]] * between
    found = find_grids(page_of(as_text(lines, left=left, above=above)))
    assert {grid.title: grid.cells for grid in found.grids} == wanted
    assert {grid.plate_format for grid in found.grids} == {shape[0] * shape[1]}
    assert found.notes == ()


def test_plates_are_named_by_the_lines_above() -> None:
    cells = dict.fromkeys([Well(r, c) for r in (1, 2) for c in (1, 2, 3)], "1")
    lines = [["Reader 5"], ["Plate: P1"], *drawn("Luminescence", cells, (2, 3))]
    lines += [["Plate 2"], *drawn("Luminescence", cells, (2, 3)), *drawn("OD", cells, (2, 3))]
    found = find_grids(page_of(as_text(lines)))
    told = [(grid.plate, grid.title) for grid in found.grids]
    assert told == [("P1", "Luminescence"), ("2", "Luminescence"), ("2", "OD")]
    assert found.notes == ("Reader 5",)


def test_grids_side_by_side_have_their_own_titles() -> None:
    text = ["agent,,,,,dose\n", ",1,2,3,,,1,2,3\n", "A,a,b,c,,A,1,2,3\n", "B,d,e,f,,B,4,5,6\n"]
    agent, dose = find_grids(page_of(text)).grids
    assert (agent.title, dose.title) == ("agent", "dose")
    assert dose.cells[Well(2, 3)] == "6"


def test_a_part_of_a_plate_has_no_format() -> None:
    text = [",2,3,4\n", "B,1,2,3\n", "C,4,5,6\n"]
    (grid,) = find_grids(page_of(text)).grids
    assert grid.plate_format is None
    assert grid.cells[Well(3, 4)] == "6"


def test_the_corner_of_a_reader_is_no_title() -> None:
    text = ["<>,1,2,3\n", "A,1,2,3\n", "B,4,5,OVER\n"]
    (grid,) = find_grids(page_of(text)).grids
    assert grid.title == ""
    assert grid.cells[Well(2, 3)] == "OVER"


def test_a_table_is_no_grid() -> None:
    assert find_grids(page_of(["well,dose\n", "A1,1\n", "A2,2\n"])).grids == ()
    assert find_grids(page_of(["1,2,3,4\n", "A,B,C,D\n", "E,F,G,H\n"])).grids == ()


def test_settings_of_an_instrument_are_no_title() -> None:
    text = ["Reader 5\n", "Date: 2024-01-02\n", "\n", ",1,2,3\n", "A,1,2,3\n", "B,4,5,6\n"]
    found = find_grids(page_of(text))
    assert [grid.title for grid in found.grids] == [""]
    assert found.notes == ("Reader 5", "Date: 2024-01-02")
