"""Cells of text as numbers: every way of writing them, and what is none."""

import errno
import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.adapters.text_bytes.lines import blocks_of_lines
from aivc.adapters.text_matrix.gathered import FeatureLines, ObservationLines
from aivc.adapters.text_matrix.number_style import NumberStyle, style_of
from aivc.adapters.text_matrix.numbers import NoNumberError, numbers_in
from aivc.storage.errors import UnreadableInputError
from tests.adapters.text_matrix.readings import values

plain = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.integers(0, 9).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.sampled_from(["", "NA", "NaN", "#N/A", "+5", ".5", "1E+05", " 7 ", "007", "inf", "-Inf"]),
)


def as_python(cell):
    text = cell.strip()
    return math.nan if text in {"", "NA", "NaN", "#N/A"} else float(text)


@settings(max_examples=60)
@given(st.lists(plain, min_size=1, max_size=40))
def test_cells_are_what_python_reads(cells):
    got = numbers_in("".join(f"{cell}\n" for cell in cells).encode())
    np.testing.assert_array_equal(got, [as_python(cell) for cell in cells])


@settings(max_examples=40)
@given(st.lists(plain, max_size=20), st.sampled_from(["x", "1 2", "1_000", "0x1", "TRUE", "1,5"]))
def test_a_cell_that_is_none_is_found(cells, odd):
    text = "".join(f"{cell}\n" for cell in [*cells, odd, "1"]).encode()
    with pytest.raises(NoNumberError) as raised:
        numbers_in(text)
    assert (raised.value.place, raised.value.text) == (len(cells), odd)


@pytest.mark.parametrize(
    ("style", "cell", "number"),
    [
        (NumberStyle(","), "1,5", 1.5),
        (NumberStyle(","), "1.5", None),
        (NumberStyle(",", "."), "-1.234.567,25", -1234567.25),
        (NumberStyle(".", ","), "1,234", 1234),
        (NumberStyle(".", ","), "12,34", None),
        (NumberStyle(".", ","), "1,234,56", None),
        (NumberStyle(".", "'"), "1'000", 1000),
        (NumberStyle(".", " "), "1 000.5", 1000.5),
        (NumberStyle(), "1,5", None),
    ],
)
def test_styles(style, cell, number):
    assert style.number(cell) == number
    got = numbers_in if number is not None else None
    if got is not None:
        assert numbers_in(f"{cell}\n3\n".encode(), style).tolist() == [number, 3]


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (["0,5"], NumberStyle(",")),
        (["1,234", "0,001"], NumberStyle(",")),
        (["1,234", "5,678"], None),
        (["1,234,567"], NumberStyle(".", ",")),
        (["1,234.5"], NumberStyle(".", ",")),
        (["1.234,5"], NumberStyle(",", ".")),
        (["1'000'000"], NumberStyle(".", "'")),
        (["0,5", "1,234,567"], None),
        ([], None),
    ],
)
def test_which_style_it_is(cells, style):
    assert style_of(cells) == style


matrices = st.integers(1, 6).flatmap(
    lambda n: st.lists(
        st.lists(
            st.one_of(st.just(0.0), st.just(math.nan), st.floats(allow_nan=False)),
            min_size=n,
            max_size=n,
        ),
        min_size=1,
        max_size=7,
    )
)


@settings(max_examples=40)
@given(matrices, st.integers(1, 9), st.integers(1, 3), st.booleans())
def test_gathered_in_both_directions(numbers, n_parts, step, by_observation):
    whole = np.array(numbers)
    made = (
        ObservationLines(whole.shape[1])
        if by_observation
        else FeatureLines(whole.shape[1], n_parts)
    )
    for start in range(0, len(whole), step):
        made.append(whole[start : start + step])
    expected = whole if by_observation else whole.T
    matrix = made.matrix("X")
    np.testing.assert_array_equal(values(matrix), expected)
    assert made.n_missing == np.isnan(whole).sum()
    middle = matrix.shape[0] // 2
    rows = [block.stop - block.start for block in matrix.blocks(64, start=middle)]
    assert sum(rows) == matrix.shape[0] - middle
    made.close()


@settings(max_examples=40)
@given(
    st.lists(st.text("ab\u00b5", max_size=5), min_size=1, max_size=12),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(1, 7),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_lines_in_any_blocks(tmp_path_factory, lines, end, size, encoding):
    path = tmp_path_factory.mktemp("lines") / "a.txt"
    path.write_bytes("".join(line + end for line in lines).encode(encoding))
    blocks = list(blocks_of_lines(path, size))
    got = [line.decode() for block in blocks for line in block.lines]
    assert got == lines
    firsts = [block.first for block in blocks]
    counts = np.cumsum([1, *(len(block.lines) for block in blocks)])[:-1]
    assert firsts == counts.tolist()


def test_no_room_for_numbers_is_told_in_a_sentence(monkeypatch):
    made = ObservationLines(2)

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(made._scratch, "_file", SimpleNamespace(write=full))
    with pytest.raises(UnreadableInputError, match="set TMPDIR"):
        made.append(np.ones((1, 2)))
