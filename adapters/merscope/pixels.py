"""How large a pixel of the mosaic image of a region is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.space.documents import number_in, plain_part, read_document
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.merscope.files import RegionFiles

_MOST_BYTES = 10_000


def pixel_size(region: RegionFiles, log: ConversionNotes) -> tuple[float | None, dict[str, Any]]:
    """Return the side of a pixel in micrometres, and what the files of the images say.

    Raises
    ------
    UnreadableInputError
        The transform is no matrix of three by three numbers.
    """
    kept: dict[str, Any] = {}
    size = None
    if region.manifest is not None:
        manifest = read_document(region.manifest, log)
        kept["manifest"] = plain_part(
            {key: value for key, value in manifest.items() if key != "mosaic_files"}
        )
        size = number_in(manifest, "microns_per_pixel")
    if region.transform is not None:
        rows = _matrix(region.transform, log)
        kept["micron_to_mosaic_pixel_transform"] = rows
        if size is None and rows[0][0] > 0 and rows[0][0] == rows[1][1]:
            size = 1 / rows[0][0]
    return size, kept


def _matrix(path: Path, log: ConversionNotes) -> list[list[float]]:
    log.read_file(path)
    try:
        lines = path.read_bytes()[:_MOST_BYTES].decode().split("\n")
        rows = [[float(cell) for cell in line.replace(",", " ").split()] for line in lines]
    except ValueError as error:
        msg = f"{path}: expected three rows of three numbers, found {error}"
        raise UnreadableInputError(msg) from error
    rows = [row for row in rows if row]
    if len(rows) != 3 or any(len(row) != 3 for row in rows):
        msg = f"{path}: expected three rows of three numbers, found {len(rows)} rows"
        raise UnreadableInputError(msg)
    return rows
