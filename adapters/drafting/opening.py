"""The first slots of a card: what the dataset is called and where it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aivc.adapters.drafting.columns import labels_of
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.notes import Guess
from aivc.schema.version import VERSION
from aivc.storage.card_source import CONTAINER_SUFFIXES
from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.storage.model import ContainerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.adapters.drafting.measured import Measured
    from aivc.storage.model import Dataset


def draft_opening(
    dataset: Dataset, measured: Sequence[Measured]
) -> tuple[dict[str, Any], list[Guess]]:
    """Draft identifier, title, genome and distribution, and return the guesses among them."""
    name = dataset_name(dataset.path.name)
    card = {
        "aivc_schema_version": VERSION,
        "id": f"local:{re.sub(r'[^0-9A-Za-z._-]+', '_', name) or 'dataset'}",
        "title": _title_in_uns(measured) or re.sub(r"[_.]+", " ", name).strip() or "dataset",
        **_genome(measured),
        "distributions": [{"path": dataset.path.name, "container_format": _format(dataset)}],
    }
    guesses = [
        Guess(("id",), "no identifier is known; use the DOI once the data are deposited"),
        Guess(("title",), _about_title(measured)),
    ]
    return card, guesses


def _format(dataset: Dataset) -> str:
    if dataset.kind is not ContainerKind.RECORDS:
        return dataset.kind.value
    return "parquet" if dataset.path.suffix.casefold() in {".parquet", ".pq"} else "csv"


LAB_SUFFIXES = tuple(
    f".{kind}{packed}"
    for kind in ("csv", "tsv", "txt", "gct", "gctx", "parquet", "h5", "mtx", "yaml")
    for packed in ("", ".gz")
)


def dataset_name(file_name: str) -> str:
    """Take the suffix of a container, or of a file of lab data, off a file's name.

    Examples
    --------
    >>> dataset_name("screen.h5ad"), dataset_name("blobs.sdata.zarr"), dataset_name("p1.csv.gz")
    ('screen', 'blobs.sdata', 'p1')
    """
    for suffix in (*CONTAINER_SUFFIXES, *LAB_SUFFIXES):
        if file_name.endswith(suffix) and file_name != suffix:
            return file_name.removesuffix(suffix)
    return file_name


def _title_in_uns(measured: Sequence[Measured]) -> str | None:
    for item in measured:
        if "title" in item.table.uns_keys:
            try:
                title = item.table.uns("title")
            except (MissingElementError, UnreadableInputError):
                continue
            if isinstance(title, str) and title.strip():
                return title.strip()
    return None


def _about_title(measured: Sequence[Measured]) -> str:
    return "uns has this title" if _title_in_uns(measured) else "made from the name of the file"


def _genome(measured: Sequence[Measured]) -> dict[str, str]:
    for item in measured:
        for info in item.table.var.columns:
            if joined(info.name) == "genome":
                labels = labels_of(item.table.var, info.name)
                if len(labels) == 1 and labels[0].strip():
                    return {"reference_genome": labels[0]}
    return {}
