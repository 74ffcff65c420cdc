"""Which files of a folder belong to which region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = r"(\.csv|\.csv\.gz|\.parquet)$"
COUNTS = re.compile(rf"(^|_)cell_by_gene{_TABLE}", re.IGNORECASE)
METADATA = re.compile(rf"(^|_)cell_metadata{_TABLE}", re.IGNORECASE)
MANIFEST = "images/manifest.json"
TRANSFORM = "images/micron_to_mosaic_pixel_transform.csv"


@dataclass(frozen=True, slots=True)
class RegionFiles:
    """The files of one region; those that are not there are None."""

    name: str
    counts: Path
    metadata: Path | None
    manifest: Path | None
    transform: Path | None


def regions_in(source: Path) -> list[RegionFiles]:
    """Find the regions of a folder and of the folders in it, sorted by name.

    A file of a region stands for that region alone.
    """
    is_file = source.is_file()
    folder = source.parent if is_file else source
    paths = [folder / name for name in names_in(folder, 1 if is_file else 2)]
    found = [_region(path, paths) for path in paths if COUNTS.search(path.name)]
    if is_file:
        found = [region for region in found if source in (region.counts, region.metadata)]
    return sorted(found, key=lambda region: (region.name, region.counts))


def _region(counts: Path, paths: list[Path]) -> RegionFiles:
    prefix = COUNTS.sub("", counts.name)
    folder = counts.parent
    metadata = (
        path
        for path in paths
        if path.parent == folder
        and METADATA.search(path.name)
        and METADATA.sub("", path.name) == prefix
    )
    return RegionFiles(
        prefix or folder.name,
        counts,
        next(metadata, None),
        _existing(folder / MANIFEST),
        _existing(folder / TRANSFORM) or _existing(folder / TRANSFORM.rpartition("/")[2]),
    )


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None
