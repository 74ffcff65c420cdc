"""The reader of OME-Zarr."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import names_in

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

_DOCUMENTS = ("zarr.json", ".zattrs")
_MOST_BYTES = 1 << 20
_MARKS = ("multiscales", "plate", "bioformats2raw.layout")
_ZIP = b"PK\x03\x04"


class OmeZarr(Adapter):
    """Reads OME-Zarr: images with labels, and plates of high-content screens.

    Definition: https://ngff.openmicroscopy.org/0.4/ and https://ngff.openmicroscopy.org/0.5/.

    ========================== ====================================================================
    image, labels              ``images/NAME`` and ``labels/NAME`` of a SpatialData store, chunks as
                               they are stored
    labels                     a table with one row for each label: area, centre, mean intensity of
                               each channel, properties
    several channels of labels one element and one table for each
    plate                      a table with one row for each field of view; images stay in place
    ========================== ====================================================================

    Labels lie in the image (``labels/``), or in a store beside it that says ``image-label`` or is
    called segmentation, labels or mask. An image alone has no observations and is refused.
    """

    name: ClassVar[str] = "ome-zarr"
    title: ClassVar[str] = "OME-Zarr images with labels, and plates"

    def detect(self, source: Path) -> Detection | None:
        """Look for the metadata of an image or a plate in a store, or in stores in a folder."""
        if source.is_file():
            return self._of_archive(source)
        if not source.is_dir():
            return None
        mark = _mark(source)
        if mark is not None:
            return Detection(Confidence.CERTAIN, f"its metadata have {mark}")
        if any((source / name).is_file() for name in _DOCUMENTS):
            return None
        inside = sorted({name.partition("/")[0] for name in names_in(source, 2)})
        named = [name for name in inside if _mark(source / name) is not None]
        if named:
            listed = ", ".join(named[:4])
            return Detection(Confidence.CERTAIN, f"it holds the OME-Zarr stores {listed}")
        return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read images with labels, or a plate."""
        from aivc.adapters.ome_zarr.reading import read_source

        del mapping
        return read_source(source, log)

    def _of_archive(self, source: Path) -> Detection | None:
        import zipfile

        with suppress(OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            with source.open("rb") as opened:
                if opened.read(4) != _ZIP:
                    return None
            with zipfile.ZipFile(source) as archive:
                for entry in archive.infolist()[:1000]:
                    depth = entry.filename.removeprefix("./").count("/")
                    is_document = entry.filename.rpartition("/")[2] in _DOCUMENTS
                    if depth > 1 or not is_document or entry.file_size > _MOST_BYTES:
                        continue
                    mark = _mark_in(archive.read(entry))
                    if mark is not None:
                        return Detection(Confidence.CERTAIN, f"its metadata have {mark}")
        return None


def _mark(folder: Path) -> str | None:
    for name in _DOCUMENTS:
        with suppress(OSError):
            path = folder / name
            if path.is_file() and path.stat().st_size <= _MOST_BYTES:
                mark = _mark_in(path.read_bytes())
                if mark is not None:
                    return mark
    return None


def _mark_in(content: bytes) -> str | None:
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(content)
    attributes = found.get("attributes", found) if isinstance(found, dict) else {}
    if not isinstance(attributes, dict) or "spatialdata_attrs" in attributes:
        return None
    ome = attributes.get("ome", attributes)
    return next((mark for mark in _MARKS if isinstance(ome, dict) and mark in ome), None)
