"""Datasets with known cards, and cards that are changed on the way to disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import h5py
import numpy as np
import pytest

from aivc.adapters.exporting.registry import load_exporter
from aivc.adapters.exporting.source import open_export_source
from aivc.validators.examples.pointer import with_value, without_value
from aivc.validators.examples.specimens import drug, guides
from aivc.validators.examples.write import write_specimen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from aivc.adapters.exporting.exporter import Unheld
    from aivc.adapters.exporting.source import ExportSource
    from aivc.validators.examples.specimen import Specimen

SPECIMENS = {"drug": drug.specimen, "guides": guides.specimen}


def add_embedding(path: Path, name: str = "X_umap", values: Any = None) -> None:
    """Put an array into obsm."""
    with h5py.File(path, "r+") as file:
        n_rows = len(file["obs"][file["obs"].attrs["_index"]])
        made = np.arange(2.0 * n_rows).reshape(n_rows, 2) if values is None else values
        array = file["obsm"].create_dataset(name, data=made)
        array.attrs["encoding-type"], array.attrs["encoding-version"] = "array", "0.2.0"


class Written(Protocol):
    """Writes a specimen with a changed card and returns the data file."""

    def __call__(
        self,
        name: str,
        changes: Mapping[str, Any] | None = None,
        removed: Sequence[str] = (),
    ) -> Path:
        """Write it."""
        ...


class Run(Protocol):
    """Exports a dataset by name of the format."""

    def __call__(self, name: str, data: Path, target: Path) -> tuple[Unheld, ...]:
        """Export it."""
        ...


def changed(specimen: Specimen, changes: Mapping[str, Any], removed: Sequence[str]) -> Specimen:
    """Return a specimen with another card."""
    card = dict(specimen.card or {})
    for pointer in removed:
        card = without_value(card, pointer)
    for pointer, value in changes.items():
        card = with_value(card, pointer, value)
    return replace(specimen, card=card)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return a function that writes a specimen."""

    def write(
        name: str, changes: Mapping[str, Any] | None = None, removed: Sequence[str] = ()
    ) -> Path:
        return write_specimen(changed(SPECIMENS[name](), changes or {}, removed), tmp_path)

    return write


@pytest.fixture
def drug_source(written: Written) -> Iterator[ExportSource]:
    """Return the specimen ``drug``, opened."""
    with open_export_source(written("drug")) as source:
        yield source


@pytest.fixture
def guides_source(written: Written) -> Iterator[ExportSource]:
    """Return the specimen ``guides``, opened."""
    with open_export_source(written("guides")) as source:
        yield source


def export(name: str, data: Path, target: Path) -> tuple[Unheld, ...]:
    """Open a dataset, export it, and return what stayed behind."""
    exporter = load_exporter(name)
    with open_export_source(data) as source:
        return exporter.export(source, exporter.placed(target))


@pytest.fixture
def run() -> Run:
    """Return a function that opens a dataset, exports it, and returns what stayed behind."""
    return export


@pytest.fixture(scope="session")
def as_they_are(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the specimens as they are, and with an embedding; nothing may change them."""
    folder = tmp_path_factory.mktemp("specimens")
    found = {name: write_specimen(made(), folder) for name, made in SPECIMENS.items()}
    for name, made in SPECIMENS.items():
        home = folder / "embedded"
        home.mkdir(exist_ok=True)
        found[f"{name} embedded"] = write_specimen(made(), home)
        add_embedding(found[f"{name} embedded"])
    return found
