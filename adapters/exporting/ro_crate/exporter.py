"""Describe the folder of a dataset as an RO-Crate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from aivc.adapters.exporting.exporter import (
    Exporter,
    ExportError,
    IncompleteForTargetError,
    Lacking,
    Unheld,
)
from aivc.adapters.exporting.files import files_of
from aivc.adapters.exporting.jsonld import json_text, without_empty
from aivc.adapters.exporting.ro_crate.actions import actions_of, entity_id
from aivc.adapters.exporting.ro_crate.dates import publication_date
from aivc.adapters.exporting.web import address_of, license_address, person_of
from aivc.storage.atomic import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.files import DatasetFile
    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import Creator

NAME = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.2"
SHA256 = {"sha256": "https://schema.org/sha256"}


class RoCrate(Exporter):
    """``ro-crate-metadata.json`` of the folder that holds the dataset.

    The folder is the root data entity; the container, the card, the tables beside it and the
    conversion log are data entities with size, media type and sha256; a zarr store is a dataset
    in it. Processing steps and the conversion are ``CreateAction`` entities with the software as
    instrument, in their order, with the fit scope as a ``PropertyValue``. Format:
    RO-Crate 1.2, https://www.researchobject.org/ro-crate/specification/1.2/.

    The date of publication, which RO-Crate demands and a card does not have, is the day of the
    export, or that of ``SOURCE_DATE_EPOCH`` where this is set.
    """

    name: ClassVar[str] = "ro-crate"
    title: ClassVar[str] = "RO-Crate 1.2 metadata"

    def placed(self, target: Path) -> Path:
        """Return ``ro-crate-metadata.json`` in the folder; the standard knows no other name."""
        if target.name == NAME:
            return target
        if target.suffix == ".json":
            msg = f"{target}: the metadata of an RO-Crate is called {NAME}"
            raise ExportError(msg)
        return target / NAME

    def export(self, source: ExportSource, target: Path) -> tuple[Unheld, ...]:
        """Write the metadata file; see :class:`Exporter`."""
        _refuse_incomplete(self.title, source)
        folder = target.parent.resolve()
        files = files_of(source)
        for file in files:
            if not file.path.resolve().is_relative_to(folder):
                msg = (
                    f"{file.path} is not in {target.parent}, the folder that is to be described; "
                    "write the RO-Crate where the dataset is"
                )
                raise ExportError(msg)
        actions = actions_of(source, files, folder)
        parts = list(_parts(files, folder))
        graph = [_metadata(), _root(source, parts, actions), *parts, *actions, *_contextual(source)]
        document = {"@context": [f"{PROFILE}/context", SHA256], "@graph": graph}
        write_text(target, json_text(document))
        return ()


def _refuse_incomplete(title: str, source: ExportSource) -> None:
    card = source.card
    wanted = {
        "/title": (card.title, "the title"),
        "/description": (card.description, "what the dataset is, in a few sentences"),
        "/license": (card.license, "the licence"),
    }
    lacking = [Lacking(where, what) for where, (value, what) in wanted.items() if not value]
    if lacking:
        raise IncompleteForTargetError(title, lacking)


def _metadata() -> dict[str, Any]:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }


def _root(
    source: ExportSource, parts: list[dict[str, Any]], actions: tuple[dict[str, Any], ...]
) -> dict[str, Any]:
    card = source.card
    done = [entity for entity in actions if entity["@type"] == "CreateAction"]
    return without_empty(
        {
            "@id": "./",
            "@type": "Dataset",
            "name": card.title,
            "description": card.description,
            "datePublished": publication_date(),
            "version": card.version,
            "identifier": address_of(card.id) if card.id else None,
            "license": {"@id": license_address(card.license)} if card.license else None,
            "creator": [{"@id": _creator_id(n, c)} for n, c in enumerate(card.creators, 1)],
            "citation": [{"@id": address_of(doi)} for doi in card.publications],
            "isBasedOn": [{"@id": address_of(entry)} for entry in card.accessions],
            "usageInfo": [{"@id": address_of(term)} for term in card.data_use],
            "hasPart": [{"@id": part["@id"]} for part in parts],
            "mentions": [{"@id": action["@id"]} for action in done],
        }
    )


def _parts(files: tuple[DatasetFile, ...], folder: Path) -> Iterator[dict[str, Any]]:
    for file in files:
        yield without_empty(
            {
                "@id": entity_id(file, folder),
                "@type": "Dataset" if file.is_store else "File",
                "name": file.title,
                "encodingFormat": file.media_type,
                "contentSize": str(file.size()),
                "sha256": None if file.is_store else file.sha256(),
            }
        )


def _creator_id(number: int, creator: Creator) -> str:
    return creator.orcid or creator.ror or f"#creator-{number}"


def _contextual(source: ExportSource) -> Iterator[dict[str, Any]]:
    card = source.card
    for number, creator in enumerate(card.creators, 1):
        said = person_of(creator)
        home = said.pop("affiliation", None)
        place = {"@id": f"#affiliation-{number}"}
        if isinstance(home, dict):
            said["affiliation"] = place
            yield {**place, **home}
        yield {"@id": _creator_id(number, creator), **said}
    if card.license:
        address = license_address(card.license)
        yield {"@id": address, "@type": "CreativeWork", "name": card.license}
    for doi in card.publications:
        yield {"@id": address_of(doi), "@type": "ScholarlyArticle", "name": doi}
    for entry in card.accessions:
        yield {"@id": address_of(entry), "@type": "Dataset", "name": entry}
    for term in card.data_use:
        yield {"@id": address_of(term), "@type": "DefinedTerm", "name": term, "termCode": term}
