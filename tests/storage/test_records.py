"""A table of records is a dataset with one table, obs alone."""

import gzip
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aivc.storage import open_observations
from aivc.storage.errors import MissingElementError, NotNumericError, UnreadableInputError
from aivc.storage.model import ColumnKind, ContainerKind


def obs_of(path):
    dataset = open_observations(path)  # columns are read when they are asked for
    assert dataset.kind is ContainerKind.RECORDS
    (table,) = dataset.tables
    assert table.matrices == ()
    return table.obs


def names(frame):
    return [name for block in frame.index() for name in block]


def labels(frame, name):
    column = frame.column(name)
    return [None if code < 0 else column.categories[code] for code in column.codes]


def write(folder, text, name="r.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_names_keep_their_zeros(tmp_path):
    frame = obs_of(write(tmp_path, "sample_id,dose\n000,1\n001,2\n005,3\n"))
    assert names(frame) == ["000", "001", "005"]
    assert frame.index_name == "sample_id"
    assert labels(frame, "sample_id") == ["000", "001", "005"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drug,dose\na,1\nb,2\n", ["0", "1"]),
        ("sample_id,dose\nS1,1\nS1,2\n", ["0", "1"]),
        ("sample_id,dose\nS1,1\n,2\n", ["0", "1"]),
        ("drug,observation_id\na,x\nb,x\n", ["x", "x"]),
        (",dose\nx,1\ny,2\n", ["x", "y"]),
        ("Unnamed: 0,dose\n007,1\n008,2\n", ["007", "008"]),
    ],
)
def test_names_of_rows(tmp_path, text, expected):
    assert names(obs_of(write(tmp_path, text))) == expected


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "2", ""], ColumnKind.INTEGER),
        (["10.0", "0.5", "1e-05"], ColumnKind.FLOAT),
        (["005", "010"], ColumnKind.STRING),
        (["1.1", "1.10"], ColumnKind.STRING),
        (["1", "1.0"], ColumnKind.STRING),
        (["12345678901234567890", "1"], ColumnKind.STRING),
        (["+1", "2"], ColumnKind.STRING),
        (["inf", "1"], ColumnKind.STRING),
        (["TRUE", "false"], ColumnKind.BOOLEAN),
        (["true", "maybe"], ColumnKind.STRING),
        (["", "NA"], ColumnKind.STRING),
    ],
)
def test_kinds_of_columns(tmp_path, cells, kind):
    frame = obs_of(write(tmp_path, "a,b\n" + "".join(f"x,{cell}\n" for cell in cells)))
    assert [info.kind for info in frame.columns] == [ColumnKind.STRING, kind]


def test_missing_values(tmp_path):
    frame = obs_of(write(tmp_path, "a,b\nx,1\nNA,\n,3\nnan,NaN\n"))
    assert labels(frame, "a") == ["x", None, None, None]
    np.testing.assert_array_equal(frame.numbers("b"), [1, np.nan, 3, np.nan])
    assert frame.column("b").numbers.tolist() == [1, 3]


def test_none_is_a_label(tmp_path):
    assert labels(obs_of(write(tmp_path, "a,b\nNone,x\n")), "a") == ["None"]


def test_text_has_no_numbers(tmp_path):
    frame = obs_of(write(tmp_path, "a\nx\n"))
    with pytest.raises(NotNumericError):
        frame.numbers("a")
    with pytest.raises(MissingElementError):
        frame.column("b")


def test_tabs_quotes_lines_marks_and_gzip(tmp_path):
    text = '\ufeffa\tb\n"x, y"\t"line\nend"\n"say ""hi"""\t\N{GREEK SMALL LETTER MU}M\n'
    plain = write(tmp_path, text, "r.tsv")
    packed = tmp_path / "r.tsv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        frame = obs_of(path)
        assert labels(frame, "a") == ["x, y", 'say "hi"']
        assert labels(frame, "b") == ["line\nend", "\N{GREEK SMALL LETTER MU}M"]


def test_parquet(tmp_path):
    frame = pd.DataFrame(
        {
            "i": [1, 2, 3],
            "f": [1.5, np.nan, 2.0],
            "b": [True, False, True],
            "s": ["005", None, "5"],
            "c": pd.Categorical(["u", "v", None]),
            "n": pd.array([1, None, 2], dtype="Int64"),
            "d": pd.to_datetime(["2024-01-01", None, "2024-01-02"]),
            "o": [[1], [2], [3]],
        },
        index=["007", "008", "009"],
    )
    frame.to_parquet(tmp_path / "r.parquet")
    found = obs_of(tmp_path / "r.parquet")
    assert names(found) == ["007", "008", "009"]
    kinds = {info.name: info.kind for info in found.columns}
    assert kinds == {
        "i": ColumnKind.INTEGER,
        "f": ColumnKind.FLOAT,
        "b": ColumnKind.BOOLEAN,
        "s": ColumnKind.STRING,
        "c": ColumnKind.CATEGORICAL,
        "n": ColumnKind.INTEGER,
        "d": ColumnKind.STRING,
        "o": ColumnKind.OTHER,
    }
    assert labels(found, "i") == ["1", "2", "3"]
    assert labels(found, "f") == ["1.5", None, "2"]
    assert labels(found, "b") == ["True", "False", "True"]
    assert labels(found, "s") == ["005", None, "5"]
    assert labels(found, "c") == ["u", "v", None]
    np.testing.assert_array_equal(found.numbers("n"), [1, np.nan, 2])
    with pytest.raises(UnreadableInputError):
        found.column("o")


def test_parquet_named_by_numbers(tmp_path):
    frame = pd.DataFrame({"cell_id": [7, 8], "a": ["x", "y"], "a.b": ["u", "v"]})
    frame.to_parquet(tmp_path / "r.parquet", index=False)
    found = obs_of(tmp_path / "r.parquet")
    assert names(found) == ["7", "8"]
    assert labels(found, "a") == ["x", "y"]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=12))
def test_text_survives_csv_and_parquet(rows):
    frame = pd.DataFrame(rows, columns=["observation_id", "a"])
    with tempfile.TemporaryDirectory() as folder:
        frame.to_csv(Path(folder) / "r.csv", index=False, lineterminator="\n")
        frame.to_parquet(Path(folder) / "r.parquet", index=False)
        by_csv = obs_of(Path(folder) / "r.csv")
        assert names(by_csv) == frame["observation_id"].tolist()
        with open_observations(Path(folder) / "r.parquet") as dataset:
            obs = dataset.tables[0].obs
            assert names(obs) == frame["observation_id"].tolist()
            assert labels(obs, "a") == frame["a"].tolist()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.csv", b""),
        ("r.csv", b"\n\n"),
        ("r.csv", b"a,b\n1\n"),
        ("r.csv", b"a,a\n1,2\n"),
        ("r.csv", b"a,b\n\xff,1\n"),
        ("r.csv", b"a\x00,b\n1,2\n"),
        ("r.csv", b'a,b\n"x,1\n'),
        ("r.csv.gz", b"\x1f\x8b\x08 and nothing else"),
        ("r.parquet", b"PAR1"),
        ("r.parquet", b"PAR1" + bytes(100) + b"PAR1"),
        ("r.parquet", b"a,b\n1,2\n"),
    ],
)
def test_what_is_refused(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableInputError) as raised:
        open_observations(tmp_path / name)
    assert "\n" not in str(raised.value)


@settings(max_examples=40)
@given(st.data())
def test_a_flipped_byte_of_parquet(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("flipped") / "r.parquet"
    pd.DataFrame({"cell_id": ["a", "b"], "n": [1, 2]}).to_parquet(path, index=False)
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with suppress(UnreadableInputError), open_observations(path) as dataset:
        frame = dataset.tables[0].obs
        names(frame)
        for info in frame.columns:
            frame.column(info.name)


def test_other_files_go_to_open_dataset(tmp_path):
    (tmp_path / "r.bin").write_bytes(b"no table")
    for path in ("r.bin", "lost.csv"):
        with pytest.raises(UnreadableInputError):
            open_observations(tmp_path / path)


@pytest.mark.realdata
def test_a_published_table_of_records(real_data):
    frame = obs_of(real_data / "splits_sciplex3_scaffold" / "candidate_splits.csv")
    assert frame.n_rows == 2200
    assert frame.index_name == "sample_id"
    assert set(labels(frame, "split_random")) == {"train", "test"}
    assert frame.numbers("dose_value").dtype == np.float64
