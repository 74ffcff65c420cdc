"""The card is found beside the file, inside it, or where the user says."""

from pathlib import Path

import numpy as np
import pytest

from aivc.storage import CardOrigin, find_card, open_dataset
from aivc.storage.card_source import sidecar_paths
from aivc.storage.errors import UnreadableInputError


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("screen.h5ad", ["screen.aivc.yaml", "screen.h5ad.aivc.yaml"]),
        ("blobs.sdata.zarr", ["blobs.sdata.aivc.yaml", "blobs.sdata.zarr.aivc.yaml"]),
        ("a.zarr.zip", ["a.aivc.yaml", "a.zarr.aivc.yaml", "a.zarr.zip.aivc.yaml"]),
        ("records.csv.gz", ["records.aivc.yaml", "records.csv.gz.aivc.yaml"]),
        ("plain", ["plain.aivc.yaml"]),
        (".h5ad", [".h5ad.aivc.yaml"]),
    ],
)
def test_names_of_the_sidecar(name, expected) -> None:
    assert [path.name for path in sidecar_paths(Path("folder") / name)] == expected


def test_current_directory_has_a_name(tmp_path, monkeypatch) -> None:
    store = tmp_path / "made.zarr"
    store.mkdir()
    monkeypatch.chdir(store)
    assert sidecar_paths(Path())[0].name == "made.aivc.yaml"


def test_no_card(minimal) -> None:
    path = minimal()
    with open_dataset(path) as dataset:
        assert dataset.embedded_card() is None
        assert find_card(path, dataset=dataset) == ()


def test_all_cards_are_returned_the_preferred_first(minimal, tmp_path) -> None:
    path = minimal(lambda file: file.create_dataset("uns/aivc", data="inside"))
    put(tmp_path / "made.aivc.yaml", "short: é")
    put(tmp_path / "made.h5ad.aivc.yaml", "long")
    explicit = put(tmp_path / "mine.yaml", "given")
    with open_dataset(path) as dataset:
        found = find_card(path, explicit, dataset)
    assert [(card.origin, card.path.name, card.text) for card in found] == [
        (CardOrigin.EXPLICIT, "mine.yaml", "given"),
        (CardOrigin.SIDECAR, "made.aivc.yaml", "short: é"),
        (CardOrigin.SIDECAR, "made.h5ad.aivc.yaml", "long"),
        (CardOrigin.EMBEDDED, "made.h5ad", "inside"),
    ]


def test_explicit_sidecar_is_not_found_twice(minimal, tmp_path) -> None:
    path = minimal()
    sidecar = put(tmp_path / "made.aivc.yaml", "text")
    found = find_card(path, sidecar)
    assert [card.origin for card in found] == [CardOrigin.EXPLICIT]


def test_card_in_a_group(minimal) -> None:
    with open_dataset(
        minimal(lambda f: f.create_dataset("uns/aivc/card", data="in it"))
    ) as dataset:
        assert dataset.embedded_card() == "in it"


@pytest.mark.parametrize("value", [5, np.zeros(3), ["a", "b"]], ids=str)
def test_embedded_card_that_is_no_text(minimal, value) -> None:
    path = minimal(lambda file: file.create_dataset("uns/aivc", data=value))
    with open_dataset(path) as dataset, pytest.raises(UnreadableInputError, match="aivc"):
        dataset.embedded_card()


def test_embedded_group_without_a_card(minimal) -> None:
    path = minimal(lambda file: file.create_dataset("uns/aivc/other", data="text"))
    with open_dataset(path) as dataset, pytest.raises(UnreadableInputError, match="aivc"):
        dataset.embedded_card()


def test_explicit_card_that_is_not_there(tmp_path) -> None:
    with pytest.raises(UnreadableInputError, match="no card"):
        find_card(tmp_path / "x.h5ad", tmp_path / "none.yaml")


def test_card_that_is_no_text(tmp_path) -> None:
    (tmp_path / "x.aivc.yaml").write_bytes(b"name: \xff")
    with pytest.raises(UnreadableInputError, match="UTF-8"):
        find_card(tmp_path / "x.h5ad")


def test_card_that_is_a_folder(tmp_path) -> None:
    with pytest.raises(UnreadableInputError, match="cannot be read"):
        find_card(tmp_path / "x.h5ad", tmp_path)


def test_endless_card_is_refused(tmp_path) -> None:
    with (tmp_path / "x.aivc.yaml").open("wb") as opened:
        opened.truncate(1 << 40)
    with pytest.raises(UnreadableInputError, match="bytes"):
        find_card(tmp_path / "x.h5ad")
