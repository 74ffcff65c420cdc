"""Small tables as spreadsheets, R and pandas write them."""

from __future__ import annotations

import csv
import gzip
import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.text_rows.columns import column_of
from aivc.adapters.text_rows.rows import each_once, read_rows
from aivc.storage.errors import UnreadableInputError
from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,x\n2,y\n",
        b"\xef\xbb\xbfa,b\r\n1,x\r\n2,y\r\n",
        b"a;b\r1;x\r2;y",
        b"a\tb\t\t\n1\tx\t\n\n2\ty\n",
        b'"a","b"\n"1","x"\n"2","y"\n\n',
        gzip.compress(b"a,b\n1,x\n2,y\n", mtime=0),
        "a,b\n1,x\n2,y\n".encode("utf-16"),
    ],
)
def test_one_table_in_many_spellings(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t").write_bytes(content)
    assert read_rows(tmp_path / "t").cells == {"a": ["1", "2"], "b": ["x", "y"]}


def test_names_of_rows_that_r_leaves_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("a\tb\nr1\t1\t2\nr2\t3\t4\n")
    table = read_rows(tmp_path / "t")
    assert table.names == ("column_1", "a", "b")
    assert table.cells["column_1"] == ["r1", "r2"]


def test_words_for_nothing_count_only_where_they_are_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "t").write_text('a,b,c\n"NA",NA,N/A\nNA,"x,NA,y",NAN\nnan,<NA>,"a""NA""b"\n')
    cells = read_rows(tmp_path / "t").cells
    assert cells == {
        "a": ["NA", None, None],
        "b": [None, "x,NA,y", None],
        "c": [None, "NAN", 'a"NA"b'],
    }


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "t").write_text('a,b\n\n1,"x\ny"\n2,z\n3\n')
    with pytest.raises(UnreadableInputError, match="line 6, has 1 cells"):
        read_rows(tmp_path / "t")
    assert read_rows(tmp_path / "t", may_end_early=True).lines == (4, 5, 6)


def test_lines_that_end_early_are_noted(tmp_path: Path) -> None:
    (tmp_path / "t").write_text("a,b\n1\n2,3\n")
    notes = ConversionNotes(tmp_path / "t")
    assert read_rows(tmp_path / "t", notes, may_end_early=True).cells["b"] == [None, "3"]
    assert [(step.action, step.n_rows) for step in notes.steps] == [("converted", 1)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"a,b\n1,\x00\n", "null bytes"),
        (gzip.compress(b"a,b\n1,2\n" * 100, mtime=0)[:30], "damaged gzip"),
        (b"a,b\n1,2\n1,2,3\n", "line 3, has 3 cells"),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', "stray quote"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "t").write_bytes(content)
    with pytest.raises(UnreadableInputError, match=said):
        read_rows(tmp_path / "t")


def test_a_small_packed_file_does_not_fill_the_memory(tmp_path: Path) -> None:
    (tmp_path / "t.gz").write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 500_000))
    with pytest.raises(UnreadableInputError, match="more than 1 MiB"):
        read_rows(tmp_path / "t.gz", most_bytes=1 << 20)


@given(names=st.lists(st.sampled_from(["a", "b", "a.1", ""]), min_size=1, max_size=8))
def test_each_name_stands_once(names: list[str]) -> None:
    once = each_once(names)
    assert len(set(once)) == len(names)
    assert all(new.startswith(old or "column_") for old, new in zip(names, once, strict=True))


CELL = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=8)


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    mark=st.sampled_from([",", "\t", ";"]),
)
def test_what_is_quoted_survives(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], mark: str
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerows([["x", "y", "z"], *rows])
    path = tmp_path_factory.mktemp("rows") / "t"
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    found = read_rows(path).cells
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    expected = [[cell or None for cell in row] for row in kept]
    assert [list(row) for row in zip(*found.values(), strict=True)] == expected


def test_kinds_of_columns() -> None:
    assert column_of("a", ["1", "2"]).info.kind is ColumnKind.INTEGER
    assert column_of("a", ["1", None]).info.kind is ColumnKind.FLOAT
    assert column_of("a", ["001", "2"]).info.kind is ColumnKind.STRING
    assert column_of("a", ["1.10", "1.1"]).info.kind is ColumnKind.STRING
    assert column_of("a", ["True", "false"]).info.kind is ColumnKind.BOOLEAN
    assert column_of("a", ["True", None]).info.kind is ColumnKind.STRING
    assert column_of("a", [None, None]).read().codes.tolist() == [-1, -1]
    np.testing.assert_array_equal(column_of("a", ["1.5", None]).numbers(), [1.5, np.nan])
