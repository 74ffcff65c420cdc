"""Read a mapping file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.errors import MappingFileError
from aivc.schema.card_document import read_document
from aivc.schema.generated.views import ConversionMapping
from aivc.schema.reading import read
from aivc.schema.structure import check_structure
from aivc.storage.limits import MAX_METADATA_BYTES, refuse_beyond

if TYPE_CHECKING:
    from pathlib import Path

MOST_SHOWN = 5


def read_mapping(path: Path) -> ConversionMapping:
    """Read a mapping file and check its structure.

    Raises
    ------
    MappingFileError
        The file is not there, is no YAML, or holds what the standard does not know; the message
        names each place.
    """
    try:
        refuse_beyond(MAX_METADATA_BYTES, path.stat().st_size, str(path), "the mapping")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        msg = f"the mapping {path} is not UTF-8 text (byte {error.start}); save it as UTF-8"
        raise MappingFileError(msg) from error
    except OSError as error:
        msg = f"the mapping {path} cannot be read: {error.strerror or error}"
        raise MappingFileError(msg) from error
    document = read_document(text)
    if document.problem is not None:
        where = f", line {document.problem.line}" if document.problem.line else ""
        msg = f"the mapping {path}{where} is no YAML: {document.problem.message}"
        raise MappingFileError(msg)
    problems = check_structure(document.data, class_name="ConversionMapping")
    if problems:
        said = "; ".join(
            f"line {document.line_of(p.pointer)}: {p.message}" for p in problems[:MOST_SHOWN]
        )
        more = f"; and {len(problems) - MOST_SHOWN} more" if len(problems) > MOST_SHOWN else ""
        msg = f"the mapping {path} does not follow the standard: {said}{more}"
        raise MappingFileError(msg)
    return read(ConversionMapping, document.data)
