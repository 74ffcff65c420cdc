"""The file of a fingerprint survives a round trip, and a hostile one does no harm."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.storage.errors import UnreadableInputError
from aivc.validators.fingerprints.fingerprint import FORMAT_VERSION
from aivc.validators.fingerprints.fingerprint_file import (
    HEADER,
    looks_like_fingerprint,
    read_fingerprint,
    write_fingerprint,
)
from aivc.validators.fingerprints.fingerprint_table import EVERYTHING, Kept
from aivc.validators.fingerprints.make_fingerprint import make_fingerprint
from aivc.validators.fingerprints.secret import KeyFileError, Secret
from tests.validators.fingerprints.cells import dataset_of, drawn

if TYPE_CHECKING:
    from pathlib import Path

CELLS = drawn(120)


@pytest.fixture(scope="module")
def made():
    return make_fingerprint(dataset_of(CELLS))


@pytest.fixture
def written(made, tmp_path) -> Path:
    path = tmp_path / "a.fingerprint"
    write_fingerprint(made, path)
    return path


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(
    path: Path, changes: dict[str, bytes | None], packing: int = zipfile.ZIP_STORED
) -> Path:
    content = {**members(path), **changes}
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in content.items():
            if data is not None:
                archive.writestr(name, data)
    return path


def with_header(path: Path, **changes: object) -> Path:
    header = json.loads(members(path)[HEADER])
    return rewritten(path, {HEADER: json.dumps({**header, **changes}).encode()})


def npy(array: np.ndarray) -> bytes:
    content = io.BytesIO()
    np.lib.format.write_array(content, array)
    return content.getvalue()


def test_what_is_written_is_read(made, written):
    read = read_fingerprint(written)
    assert looks_like_fingerprint(written)
    assert (read.content_digest, read.key_check) == (made.content_digest, "")
    (one,), (other,) = read.tables, made.tables
    assert one.contents.values.tolist() == other.contents.values.tolist()
    assert one.supports.values.tolist() == other.supports.values.tolist()
    assert (one.sketches == other.sketches).all()
    assert one.feature_keys.tolist() == other.feature_keys.tolist()


def test_the_same_data_give_the_same_bytes(made, written, tmp_path):
    shuffled = np.random.default_rng(1).permutation(CELLS.shape[0])
    rows = [f"cell {k}" for k in shuffled]
    again = make_fingerprint(dataset_of(CELLS[shuffled], rows=rows))
    write_fingerprint(again, tmp_path / "b.fingerprint")
    assert (tmp_path / "b.fingerprint").read_bytes() == written.read_bytes()


def test_its_size_is_bounded(tmp_path):
    kept = Kept(hashes=30, sketches=16)
    made = make_fingerprint(dataset_of(CELLS), kept=kept)
    (table,) = made.tables
    assert len(table.contents.values) <= 30
    assert table.contents.scale in {4, 8, 16}
    assert len(table.sketches) <= 16
    whole = make_fingerprint(dataset_of(CELLS), kept=EVERYTHING).tables[0]
    assert set(table.contents.values.tolist()) <= set(whole.contents.values.tolist())
    assert len(whole.sketches) == CELLS.shape[0]


def test_a_secret_hides_everything_that_can_be_guessed(made):
    keyed = make_fingerprint(dataset_of(CELLS), secret=Secret(b"k" * 32))
    (open_table,), (table,) = made.tables, keyed.tables
    assert keyed.is_keyed
    assert keyed.content_digest != made.content_digest
    assert not set(table.contents.values.tolist()) & set(open_table.contents.values.tolist())
    assert not set(table.supports.values.tolist()) & set(open_table.supports.values.tolist())
    assert not set(table.feature_keys.tolist()) & set(open_table.feature_keys.tolist())
    assert "k" * 8 not in repr(Secret(b"k" * 32))


def test_a_short_or_absent_key_file_is_refused(tmp_path):
    short = tmp_path / "key"
    short.write_text("secret\n")
    for path in (short, tmp_path / "none", tmp_path):
        with pytest.raises(KeyFileError):
            Secret.from_file(path)


def test_line_ends_are_no_part_of_a_key(tmp_path):
    for name, end in (("a", ""), ("b", "\r\n")):
        (tmp_path / name).write_bytes(b"0123456789abcdef" + end.encode())
    keys = {Secret.from_file(tmp_path / name).key for name in "ab"}
    assert len(keys) == 1


HOSTILE = {
    "no header": {HEADER: None},
    "header is no JSON": {HEADER: b"{"},
    "header is a list": {HEADER: b"[]"},
    "header nested without end": {HEADER: b"[" * 100_000},
    "array missing": {"0/contents.npy": None},
    "array is no array": {"0/contents.npy": b"\x93NUMPY"},
    "array of objects": {"0/contents.npy": npy(np.array([{}], dtype=object))},
    "array of another type": {"0/contents.npy": npy(np.zeros(3, "<f8"))},
    "hashes out of order": {"0/contents.npy": npy(np.array([3, 1], "<u8"))},
    "features out of order": {"0/feature_keys.npy": npy(np.arange(6_000, 0, -1).astype("<u8"))},
    "levels too few": {"0/feature_levels.npy": npy(np.zeros(3, "u1"))},
    "sketches too narrow": {"0/sketches.npy": npy(np.zeros((2, 5), "u1"))},
    "array declares the earth": {
        "0/sketches.npy": npy(np.zeros((1, 128), "u1")).replace(
            b"(1, 128), }", b"(9999999999999, 128), }"
        )
    },
}


@pytest.mark.parametrize("changes", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_a_sentence(written, changes):
    with pytest.raises(UnreadableInputError) as caught:
        read_fingerprint(rewritten(written, changes))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "other"},
        {"format_version": FORMAT_VERSION + 1},
        {"row_hash": "aivc-row-9"},
        {"tables": {}},
        {"tables": [7]},
        {"tables": [{}]},
        {"key_check": None},
    ],
)
def test_a_header_that_lies_is_refused(written, changes):
    with pytest.raises(UnreadableInputError):
        read_fingerprint(with_header(written, **changes))


def test_a_member_that_grows_beyond_measure_is_refused(written):
    bomb = npy(np.zeros((1 << 20, 128), "u1"))
    with pytest.raises(UnreadableInputError, match="not stored"):
        read_fingerprint(rewritten(written, {"0/sketches.npy": bomb}, zipfile.ZIP_DEFLATED))


@given(st.data())
def test_damage_anywhere_is_refused_or_harmless(made, tmp_path_factory, data):
    path = tmp_path_factory.mktemp("damaged") / "a.fingerprint"
    write_fingerprint(made, path)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(content[: data.draw(st.integers(0, len(content)))]))
    with contextlib.suppress(UnreadableInputError):
        read_fingerprint(path)


def test_other_files_do_not_look_like_one(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 60)
    assert not looks_like_fingerprint(path)
    assert not looks_like_fingerprint(tmp_path / "none")
    with pytest.raises(UnreadableInputError):
        read_fingerprint(tmp_path / "none")
