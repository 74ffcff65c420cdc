"""Which files of a folder belong to which region."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.space.section_files import section_files

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.space.section_files import SectionFiles

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
    return [_region(found) for found in section_files(source, COUNTS, METADATA)]


def _region(found: SectionFiles) -> RegionFiles:
    folder = found.counts.parent
    return RegionFiles(
        found.name,
        found.counts,
        found.metadata,
        _existing(folder / MANIFEST),
        _existing(folder / TRANSFORM) or _existing(folder / TRANSFORM.rpartition("/")[2]),
    )


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None
