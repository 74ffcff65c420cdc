"""The files of a dataset: its container, its card, and what the card names beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.storage.card_tables.files import table_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.source import ExportSource

MEDIA_TYPES = {
    ".h5ad": "application/x-hdf5",
    ".h5mu": "application/x-hdf5",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/tab-separated-values",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}
"""Media type by ending of the name."""

STORE = "application/vnd.zarr"
UNKNOWN = "application/octet-stream"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """One file or store.

    Attributes
    ----------
    path
        Where it is.
    role
        ``data``, ``card``, ``table`` or ``log``.
    title
        What it is, for people.
    table
        Kind of table (``samples``, ``conditions``, ``events``); empty where it is none.
    """

    path: Path
    role: str
    title: str
    table: str = ""

    @property
    def is_store(self) -> bool:
        """Tell whether it is a folder."""
        return self.path.is_dir()

    @property
    def media_type(self) -> str:
        """Return its media type."""
        return STORE if self.is_store else MEDIA_TYPES.get(self.path.suffix.lower(), UNKNOWN)

    def size(self) -> int:
        """Count its bytes; those of all files of a store."""
        if not self.is_store:
            return self.path.stat().st_size
        return sum(part.stat().st_size for part in self.path.rglob("*") if part.is_file())

    def sha256(self) -> str:
        """Return the digest of its bytes. A store is no sequence of bytes: ask for a file only."""
        digest = hashlib.sha256()
        with self.path.open("rb") as opened:
            while block := opened.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()


def files_of(source: ExportSource) -> tuple[DatasetFile, ...]:
    """List the files of a dataset that are there, the data first."""
    return tuple(_files(source))


def _files(source: ExportSource) -> Iterator[DatasetFile]:
    yield DatasetFile(source.path, "data", source.card.title or source.path.name)
    if not source.is_embedded:
        yield DatasetFile(source.card_path, "card", "Card of the dataset")
    for table in source.tables:
        kind = table.slot.removesuffix("_table")
        path = table_path(table.path, source.folder)
        yield DatasetFile(path, "table", f"Table of {kind}", kind)
    stem = source.card_path.name.removesuffix(".aivc.yaml")
    log = source.folder / f"{stem}{LOG_SUFFIX}"
    if log.is_file():
        yield DatasetFile(log, "log", "Log of the conversion from the source files")


LOG_SUFFIX = ".conversion.yaml"
"""End of the name of a conversion log, beside the card."""
