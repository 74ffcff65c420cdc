"""What was done to make the data, as actions of an RO-Crate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from aivc.adapters.exporting.jsonld import without_empty
from aivc.adapters.exporting.sentences import in_order, step_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.exporting.files import DatasetFile
    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import ConversionLog, ProcessingActivity, Software

LARGEST_LOG = 64 << 20


def entity_id(file: DatasetFile, folder: Path) -> str:
    """Return the identifier of a file in the crate: its path, quoted as in a web address."""
    path = quote(file.path.resolve().relative_to(folder).as_posix())
    return f"{path}/" if file.is_store else path


def actions_of(
    source: ExportSource, files: tuple[DatasetFile, ...], folder: Path
) -> tuple[dict[str, Any], ...]:
    """Return the processing steps in order, then the conversion, and the software that did them."""
    data = entity_id(files[0], folder)
    made: list[dict[str, Any]] = []
    for number, activity in enumerate(in_order(source.card), 1):
        made += _step(activity, number, data)
    for file in files:
        log = _log(file) if file.role == "log" else None
        if log is not None:
            made += _conversion(log, data)
    return tuple({entity["@id"]: entity for entity in made}.values())


def _step(activity: ProcessingActivity, number: int, data: str) -> Iterator[dict[str, Any]]:
    name = f"#step-{quote(activity.activity_id or str(number))}"
    scope = {"@id": f"{name}-fit-scope"} if activity.fit_scope else None
    yield without_empty(
        {
            "@id": name,
            "@type": "CreateAction",
            "name": (activity.step_type or "step").replace("_", " "),
            "description": step_sentence(activity),
            "instrument": _reference(activity.software),
            "result": {"@id": data},
            "position": activity.order_index or number,
            "additionalProperty": scope,
        }
    )
    if activity.fit_scope:
        yield {
            "@id": f"{name}-fit-scope",
            "@type": "PropertyValue",
            "name": "fit_scope",
            "value": activity.fit_scope,
        }
    yield from _software(activity.software)


def _conversion(log: ConversionLog, data: str) -> Iterator[dict[str, Any]]:
    files = [file.path for file in log.source_files if file.path]
    counted = f"{len(log.steps):,} steps are in the log"
    yield without_empty(
        {
            "@id": "#conversion",
            "@type": "CreateAction",
            "name": "conversion to the standard",
            "description": f"Read as {log.adapter}: {log.adapter_reason}. {counted}.",
            "instrument": _reference(log.software),
            "object": [{"@id": f"#source-{number}"} for number, _ in enumerate(files, 1)],
            "result": {"@id": data},
        }
    )
    for number, path in enumerate(files, 1):
        yield {"@id": f"#source-{number}", "@type": "CreativeWork", "name": path}
    yield from _software(log.software)


def _reference(software: Software | None) -> dict[str, str] | None:
    return {"@id": _software_id(software)} if software and software.name else None


def _software_id(software: Software) -> str:
    parts = [part for part in (software.name, software.version) if part]
    return "#software-" + quote("-".join(parts))


def _software(software: Software | None) -> Iterator[dict[str, Any]]:
    if software is None or not software.name:
        return
    yield without_empty(
        {
            "@id": _software_id(software),
            "@type": "SoftwareApplication",
            "name": software.name,
            "version": software.version,
            "identifier": software.commit or software.container_digest,
        }
    )


def _log(file: DatasetFile) -> ConversionLog | None:
    from aivc.schema.card_document import read_document
    from aivc.schema.generated.views import ConversionLog
    from aivc.schema.reading import read

    if file.size() > LARGEST_LOG:
        return None
    document = read_document(file.path.read_text(encoding="utf-8", errors="replace"))
    return None if document.data is None else read(ConversionLog, document.data)
