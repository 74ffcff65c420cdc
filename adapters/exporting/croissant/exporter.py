"""Describe a dataset in Croissant, with responsible-AI fields."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from aivc.adapters.exporting.croissant.context import CONTEXT, CROISSANT, RAI
from aivc.adapters.exporting.croissant.record_sets import MOST_INLINE, record_sets, too_many
from aivc.adapters.exporting.exporter import Exporter, IncompleteForTargetError, Lacking, Unheld
from aivc.adapters.exporting.files import files_of
from aivc.adapters.exporting.jsonld import json_text, without_empty
from aivc.adapters.exporting.sentences import in_order, measured, step_sentence
from aivc.adapters.exporting.web import (
    address_of,
    citation_of,
    is_address,
    license_address,
    person_of,
)
from aivc.storage.atomic import write_text
from aivc.storage.model import ContainerKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.files import DatasetFile
    from aivc.adapters.exporting.source import ExportSource


class Croissant(Exporter):
    """A JSON-LD file in Croissant 1.1 with the RAI vocabulary 1.0.

    ``distribution`` lists the container, the card, the tables beside it and the conversion log
    with size and sha256; a zarr store is a file set, which has neither. ``recordSet`` holds the
    conditions in flat columns and the samples, or the tables that the card names for them, and the
    rows of a table of observations. ``rai:`` fields come from the card: collection from operators,
    preprocessing and imputation from processing steps, limitations, biases, personal information.
    Format: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html.
    """

    name: ClassVar[str] = "croissant"
    title: ClassVar[str] = "Croissant 1.1 description"
    suffixes: ClassVar[tuple[str, ...]] = (".json", ".jsonld")

    def placed(self, target: Path) -> Path:
        """Return the file; ``croissant.json`` in a folder that is there."""
        return super().placed(target / "croissant.json" if target.is_dir() else target)

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the description; see :class:`Exporter`."""
        lacking = tuple(_lacking(source))
        if lacking:
            raise IncompleteForTargetError(self.title, lacking)
        files = files_of(source)
        folder = target.parent.resolve()
        document = {
            "@context": dict(CONTEXT),
            "@type": "sc:Dataset",
            "conformsTo": [CROISSANT, RAI],
            **_general(source),
            **_responsible(source),
            "distribution": [_described(file, source, folder) for file in files],
            "recordSet": record_sets(source, files),
        }
        write_text(target, json_text(without_empty(document)))
        return tuple(sorted(_unheld(source, files)))


def _lacking(source: ExportSource) -> Iterator[Lacking]:
    card = source.card
    wanted = {
        "/title": (card.title, "the title"),
        "/description": (card.description, "what the dataset is, in a few sentences"),
        "/license": (card.license, "the licence"),
        "/creators": (card.creators, "who made it"),
        "/id": (card.id, "its identifier or web address"),
    }
    for where, (value, what) in wanted.items():
        if not value:
            yield Lacking(where, what)


def _general(source: ExportSource) -> dict[str, Any]:
    card = source.card
    return without_empty(
        {
            "name": card.title,
            "description": card.description,
            "version": card.version,
            "license": license_address(card.license or ""),
            "url": address_of(card.id or ""),
            "identifier": card.id,
            "creator": [person_of(creator) for creator in card.creators],
            "citeAs": citation_of(card),
            "citation": [address_of(doi) for doi in card.publications],
            "usageInfo": [address_of(term) for term in card.data_use],
            "isLiveDataset": False,
            "prov:wasDerivedFrom": [{"@id": address_of(entry)} for entry in card.accessions],
        }
    )


def _responsible(source: ExportSource) -> dict[str, Any]:
    card = source.card
    steps = in_order(card)
    imputed = [step for step in steps if step.step_type == "imputation"]
    return without_empty(
        {
            "rai:dataCollection": "; ".join(measured(card)),
            "rai:dataCollectionType": ["Experiments"] if card.operators else None,
            "rai:dataPreprocessingProtocol": [step_sentence(step) for step in steps],
            "rai:dataImputationProtocol": " ".join(map(step_sentence, imputed)),
            "rai:dataLimitations": [card.data_limitations] if card.data_limitations else None,
            "rai:dataBiases": [card.data_biases] if card.data_biases else None,
            "rai:personalSensitiveInformation": (
                [card.personal_sensitive_information]
                if card.personal_sensitive_information
                else None
            ),
        }
    )


def _described(file: DatasetFile, source: ExportSource, folder: Path) -> dict[str, Any]:
    said = {
        "@id": file.path.name,
        "name": file.path.name,
        "description": f"{file.title}.",
        "encodingFormat": file.media_type,
    }
    if file.is_store:
        return {"@type": "cr:FileSet", **said, "includes": f"{file.path.name}/**"}
    return {
        "@type": "cr:FileObject",
        **said,
        "contentUrl": _address(file, source, folder),
        "contentSize": f"{file.size()} B",
        "sha256": file.sha256(),
    }


def _address(file: DatasetFile, source: ExportSource, folder: Path) -> str:
    """Return where the file can be had: the address that the card gives, else the relative path."""
    if file.role == "data":
        for entry in source.card.distributions:
            same = (
                entry.path is None or (source.folder / entry.path).resolve() == file.path.resolve()
            )
            if same and is_address(entry.content_url) and entry.content_url:
                return entry.content_url
    return os.path.relpath(file.path.resolve(), folder).replace(os.sep, "/")


def _unheld(source: ExportSource, files: tuple[DatasetFile, ...]) -> Iterator[Unheld]:
    because = "a card has no date of publication; add datePublished, which Croissant recommends"
    yield Unheld("description", "when it was published", because)
    if source.dataset.kind is not ContainerKind.RECORDS:
        because = "Croissant extracts nothing from HDF5 or zarr; the file is described whole"
        yield Unheld("tables", "observations and matrices as records", because)
    for name in too_many(source, files):
        because = f"more than {MOST_INLINE:,} belong in a table beside the card, and there is none"
        yield Unheld(name, f"{name} as records", because)
    for file in files:
        if file.is_store:
            yield Unheld(file.path.name, "its sha256", "a folder has no digest in Croissant")
