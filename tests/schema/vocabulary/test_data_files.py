"""The packed files are those that SOURCES.json describes, and damage is noticed."""

import gzip
import hashlib
from pathlib import Path

import pytest

from aivc.schema.vocabulary import VocabularyDataError, packed, sources, tables

DATA = Path(tables.__file__).parent / "data"
MOST_BYTES = 10_000_000


def test_every_file_has_the_recorded_size_and_digest() -> None:
    for name, entry in sources()["files"].items():
        content = (DATA / name).read_bytes()
        payload = gzip.decompress(content)
        assert len(content) == entry["bytes"], name
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name
        assert len(payload) == entry["payload_bytes"], name
        assert hashlib.sha256(payload).hexdigest() == entry["payload_sha256"], name


def test_every_data_file_is_described() -> None:
    present = {path.name for path in DATA.iterdir() if path.is_file()}
    described = {*sources()["files"], *sources()["curated"], "SOURCES.json", "__init__.py"}
    assert present == described


def test_the_data_stay_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir() if path.is_file()) < MOST_BYTES


def test_every_vocabulary_states_origin_version_and_licence() -> None:
    entries = [*sources()["vocabularies"].values(), *sources()["genes"].values()]
    assert len(entries) > 30
    for entry in entries:
        assert entry["version"]
        assert entry["licence"]
        assert entry["source"]
        assert entry["file"] in sources()["files"]


def test_taxonomy_is_never_shipped() -> None:
    assert "NCBITaxon" not in sources()["vocabularies"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: content[:40] + bytes([content[40] ^ 255]) + content[41:],
        lambda content: gzip.compress(b'{"format": "other"}\n'),
        lambda content: gzip.compress(gzip.decompress(content) + b"x"),
        lambda content: gzip.compress(b"no header"),
    ],
)
def test_a_damaged_file_is_named(damage, tmp_path, monkeypatch) -> None:
    (tmp_path / "pato.gz").write_bytes(damage((DATA / "pato.gz").read_bytes()))
    monkeypatch.setattr(packed, "DATA", tmp_path)
    with pytest.raises(VocabularyDataError, match=r"pato\.gz"):
        packed.read_packed("pato.gz")


def test_a_missing_file_is_named(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(packed, "DATA", tmp_path)
    monkeypatch.setattr(tables, "DATA", tmp_path)
    with pytest.raises(VocabularyDataError, match=r"efo\.gz"):
        packed.read_packed("efo.gz")
    with pytest.raises(VocabularyDataError, match=r"organisms\.tsv"):
        tables.read_rows("organisms.tsv")
