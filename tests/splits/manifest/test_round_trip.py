"""What is written is what is read, whatever the names are and in whatever order they come."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_rows import HEADER, rows_of

from aivc.schema.card_document import read_document
from aivc.splits.errors import ManifestError
from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.header_text import header_text
from aivc.splits.manifest.resolve import assign_rows
from aivc.splits.manifest.write import write_manifest

PARTS = ("train", "validation", "test")

any_name = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = ["000", "5", "005", "1.0", "1e5", "NA", "nan", "None", "true", "é", "🧬"]
awkward = st.sampled_from([*words, " a", "a ", "", "\x00", "\n"])
names = st.lists(st.one_of(awkward, any_name), min_size=1, max_size=30, unique=True)


def files(path: Path) -> tuple[bytes, bytes]:
    return path.read_bytes(), path.with_suffix(".parquet").read_bytes()


@settings(max_examples=60)
@given(names, st.data())
def test_any_name_survives(ids, data):
    parts = data.draw(st.lists(st.sampled_from(PARTS), min_size=len(ids), max_size=len(ids)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.split.yaml"
        write_manifest(HEADER, {"observation_id": ids, "partition": parts}, path)
        document = read_manifest(path)
        partitioning, facts = assign_rows(document, rows_of(ids))
    assert [partitioning.names[code] for code in partitioning.codes] == parts
    assert not facts.unknown_keys
    assert not facts.missing_rows
    assert facts.table_digest is None
    assert facts.n_table_rows == len(ids)


@settings(max_examples=30)
@given(names, st.randoms(use_true_random=False))
def test_order_of_rows_columns_and_slots_changes_no_byte(ids, random):
    rows = [(name, PARTS[k % 3], f"D{k % 5}") for k, name in enumerate(ids)]
    columns = {"observation_id": 0, "partition": 1, "donor_id": 2}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.split.yaml"
        write_manifest(HEADER, {n: [row[k] for row in rows] for n, k in columns.items()}, path)
        first = files(path)
        random.shuffle(rows)
        shuffled = random.sample(list(columns), 3)
        slots = random.sample(list(HEADER), len(HEADER))
        written = {n: [row[columns[n]] for row in rows] for n in shuffled}
        write_manifest({slot: HEADER[slot] for slot in slots}, written, path)
        assert files(path) == first


def test_codes_with_idle_labels_are_the_same_as_texts(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    texts = {"donor_id": ["D2", "D1"], "partition": ["test", "train"]}
    codes = {
        "donor_id": (np.array([3, 1]), ("idle", "D1", "D1", "D2")),
        "partition": (np.array([0, 1]), ("test", "train")),
    }
    write_manifest(HEADER, texts, one / "s.yaml")
    write_manifest(HEADER, codes, other / "s.yaml")
    assert files(one / "s.yaml") == files(other / "s.yaml")


def test_a_row_that_is_there_twice_is_written_once(tmp_path):
    columns = {"donor_id": ["D1", "D1", "D2"], "partition": ["train", "train", "test"]}
    document = read_manifest(write_manifest(HEADER, columns, tmp_path / "s.yaml"))
    assert document.table.n_rows == 2


json_like = st.recursive(
    st.one_of(st.booleans(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False), any_name),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_name, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80)
@given(json_like)
def test_any_value_of_the_header_is_read_back(value):
    document = read_document(header_text({"purpose": "benchmark", "zz_more": [value]}))
    assert document.problem is None
    assert document.data["zz_more"] == [value]


@pytest.mark.parametrize(
    "columns",
    [
        {"partition": ["train"]},
        {"observation_id": ["a"]},
        {"observation_id": ["a", "b"], "partition": ["train"]},
        {"observation_id": ["a"], "partition": [None]},
        {"observation_id": [3], "partition": ["train"]},
        {"observation_id": ["\ud800"], "partition": ["train"]},
    ],
)
def test_what_is_no_assignment_is_refused(columns, tmp_path):
    with pytest.raises(ManifestError):
        write_manifest(HEADER, columns, tmp_path / "s.yaml")
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_the_old_manifest_whole(tmp_path, monkeypatch):
    path = write_manifest(HEADER, {"donor_id": ["D1"], "partition": ["train"]}, tmp_path / "s.yaml")
    before = files(path)
    monkeypatch.setattr("pyarrow.parquet.write_table", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_manifest(HEADER, {"donor_id": ["D2"], "partition": ["test"]}, path)
    assert files(path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["s.parquet", "s.yaml"]


def test_header_and_table_are_two_files(tmp_path):
    with pytest.raises(ManifestError):
        write_manifest(HEADER, {"donor_id": ["D1"], "partition": ["train"]}, tmp_path / "s.parquet")
