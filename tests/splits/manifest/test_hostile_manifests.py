"""Whatever lies there, reading a manifest ends with a sentence."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from seen_rows import HEADER, rows_of

from aivc.splits.manifest.document import read_manifest
from aivc.splits.manifest.resolve import assign_rows
from aivc.splits.manifest.write import write_manifest
from aivc.storage.errors import UnreadableInputError

ROWS = rows_of(["a", "b"], {"donor_id": ["D1", "D2"]})


@pytest.fixture
def manifest(tmp_path):
    columns = {"observation_id": ["a", "b"], "partition": ["train", "test"]}
    return write_manifest(HEADER, columns, tmp_path / "s.yaml")


def with_table(folder, named):
    path = folder / "s.yaml"
    path.write_text(yaml.safe_dump({**HEADER, "assignments": named}))
    return read_manifest(path)


@pytest.mark.parametrize("keep", [0, 3, 4, 12, 200, -1, -8, -40])
def test_a_truncated_parquet(manifest, keep):
    table = manifest.with_suffix(".parquet")
    table.write_bytes(table.read_bytes()[:keep])
    document = read_manifest(manifest)
    assert document.table is None
    assert document.table_problem
    assert "\n" not in document.table_problem
    partitioning, facts = assign_rows(document, ROWS)
    assert facts.table_problem
    assert set(partitioning.codes.tolist()) == {-1}


@settings(max_examples=60)
@given(st.data())
def test_a_flipped_byte_never_raises(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("flipped")
    columns = {"observation_id": ["a", "b"], "partition": ["train", "test"]}
    path = write_manifest(HEADER, columns, folder / "s.yaml")
    target = data.draw(st.sampled_from([path, path.with_suffix(".parquet")]))
    content = bytearray(target.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    target.write_bytes(content)
    document = read_manifest(path)
    partitioning, facts = assign_rows(document, ROWS)
    assert len(partitioning.codes) == 2
    assert facts.parse_problem or facts.table_problem or facts.n_table_rows or facts.structure


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", b""),
        ("t.csv", b"observation_id,partition\na\n"),
        ("t.csv", b"observation_id,partition\n\xff\xfe,train\n"),
        ("t.csv", b"observation_id,observation_id,partition\na,b,train\n"),
        ("t.csv", b'observation_id,partition\n"a,train\n'),
        ("t.csv", b"partition\ntrain\n"),
        ("t.csv", b"\x00\x01\x02"),
        ("t.csv", b"PAR1 and nothing else"),
        ("t.xlsx", b"PK\x03\x04"),
        ("t.parquet", b"observation_id,partition\na,train\n"),
    ],
)
def test_what_is_no_table(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    document = with_table(tmp_path, {"path": name})
    assert document.table is None
    assert document.table_problem


@pytest.mark.parametrize(
    "path", ["../t.csv", "/etc/passwd", "lost.csv", ".", "a\x00b", "x" * 5000, "sub/../../t.csv"]
)
def test_a_table_lies_beside_the_header(tmp_path, path):
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "t.csv").write_text("observation_id,partition\na,train\n")
    document = with_table(folder, {"path": path})
    assert document.table is None
    assert document.table_problem


def test_a_link_does_not_lead_out(tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    (tmp_path / "t.csv").write_text("observation_id,partition\na,train\n")
    (folder / "t.csv").symlink_to(tmp_path / "t.csv")
    assert with_table(folder, {"path": "t.csv"}).table is None


@pytest.mark.parametrize(
    "text", ["", "purpose: [", "- a\n", "\x00", "a: &a [*a]\n", "\xff", "{" * 5000, "just text"]
)
def test_what_is_no_header(tmp_path, text):
    path = tmp_path / "s.yaml"
    path.write_bytes(text.encode("latin-1"))
    document = read_manifest(path)
    assert document.parse_problem
    assert assign_rows(document, ROWS)[1].parse_problem


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir()])
def test_there_is_no_manifest(tmp_path, make):
    make(tmp_path / "s.yaml")
    with pytest.raises(UnreadableInputError):
        read_manifest(tmp_path / "s.yaml")


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.sampled_from([*HEADER, "assignments", "exclusions", "claims", "buffer", "seed"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.text(max_size=5) | st.sampled_from(["path", "matches"]), inner)
            ),
            max_leaves=5,
        ),
    )
)
def test_any_values_of_slots(tmp_path_factory, slots):
    path = tmp_path_factory.mktemp("slots") / "s.yaml"
    path.write_text(yaml.safe_dump({**HEADER, **slots}))
    partitioning, facts = assign_rows(read_manifest(path), ROWS)
    assert len(partitioning.codes) == 2
    assert facts.n_table_rows == 0
