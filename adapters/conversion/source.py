"""Open a source of any format, as a mapping has it read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.contract.log import ConversionNotes
from aivc.adapters.detection import choose_adapter
from aivc.adapters.mapping.apply import apply_mapping
from aivc.adapters.registry import load_adapter
from aivc.schema.generated.views import ConversionMapping
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.adapter import SourceReading
    from aivc.adapters.mapping.apply import MappedSource


@dataclass(frozen=True, slots=True)
class OpenedSource:
    """A source, opened.

    Attributes
    ----------
    adapter, because
        Name of the reader, and why it was chosen.
    reading
        What the reader made of it; its dataset is to be closed.
    mapped
        The same as a person's mapping has it read.
    notes
        What was noted so far.
    """

    adapter: str
    because: str
    reading: SourceReading
    mapped: MappedSource
    notes: ConversionNotes


def open_source(
    source: Path, adapter: str | None = None, mapping: ConversionMapping | None = None
) -> OpenedSource:
    """Open a source.

    Parameters
    ----------
    source
        A file or folder.
    adapter
        Name of the reader; it is detected by default.
    mapping
        What a person says about the source; its ``adapter`` holds where none is given.

    Raises
    ------
    UnknownFormatError, UnknownAdapterError
        Nothing knows the source, or there is no reader of this name.
    UnreadableInputError
        The source is damaged or not of the format.
    MappingFileError
        The mapping names what the source does not have.
    """
    asked = mapping if mapping is not None else ConversionMapping()
    named = adapter or asked.adapter
    if named is None:
        chosen = choose_adapter(source)
        reader, because = chosen.adapter, chosen.detection.because
    else:
        reader = load_adapter(named)
        because = "it was asked for" if adapter else "the mapping names it"
        if not source.exists():
            msg = f"there is no file or folder {source}"
            raise UnreadableInputError(msg)
    notes = ConversionNotes(source)
    reading = reader.read(source, asked, notes)
    try:
        mapped = apply_mapping(reading, asked, notes)
    except BaseException:
        reading.dataset.close()
        raise
    return OpenedSource(reader.name, because, reading, mapped, notes)
