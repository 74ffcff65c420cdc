"""Text files before they are tables."""

import bz2
import gzip
import lzma
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.text_bytes.encoding import decoded, is_utf8, note_encoding, text_of
from aivc.adapters.text_bytes.unpacking import unpacked
from aivc.storage.errors import UnreadableInputError


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("content", [b"gene,a\nCD3,1\n", b"BZhang,a\n", b"PK,ZN\n", b""])
def test_content_is_that_of_the_file(tmp_path, pack, content):
    (tmp_path / "t").write_bytes(pack(content))
    with unpacked(tmp_path / "t") as opened:
        assert opened.read() == content


@pytest.mark.parametrize(
    ("packed", "named"),
    [
        (bz2.compress(b"gene\n"), "bzip2"),
        (lzma.compress(b"gene\n"), "xz"),
        (b"\x28\xb5\x2f\xfd\x00", "zstd"),
    ],
)
def test_other_packing_is_named(tmp_path, packed, named):
    (tmp_path / "t.csv").write_bytes(packed)
    with (
        pytest.raises(UnreadableInputError, match=f"packed with {named}"),
        unpacked(tmp_path / "t.csv"),
    ):
        pass


def test_an_archive_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.csv", "w") as archive:
        archive.writestr("t.csv", "gene\n")
    with pytest.raises(UnreadableInputError, match="zip"), unpacked(tmp_path / "t.csv"):
        pass


@given(st.data())
def test_a_cut_never_passes_for_the_whole(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("cut") / "t.gz"
    content = data.draw(st.binary(min_size=1, max_size=300))
    stored = gzip.compress(content)
    path.write_bytes(stored[: data.draw(st.integers(10, len(stored) - 1))])
    with pytest.raises(UnreadableInputError, match="damaged gzip"), unpacked(path) as opened:
        opened.read()


@given(st.text())
def test_every_text_is_read_as_it_was_written(text):
    assert text_of(text.encode()) == text
    assert is_utf8(text.encode())
    if not text.startswith("\ufeff"):
        assert decoded(text.encode()) == (text, "UTF-8")
        assert decoded(text.encode("utf-8-sig")) == (text, "UTF-8")
        assert decoded(text.encode("utf-16")) == (text, "UTF-16")


def test_other_encodings_are_noted(tmp_path):
    text, encoding = decoded(b"10 \xb5M")
    assert (text, encoding) == ("10 \u00b5M", "Latin-1")
    notes = ConversionNotes(tmp_path)
    note_encoding(tmp_path / "t.csv", "UTF-8", notes)
    note_encoding(tmp_path / "t.csv", encoding, notes)
    assert len(notes.steps) == 1
