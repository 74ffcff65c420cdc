"""Which files of a folder belong to which slide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.space.section_files import section_files

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = r"(\.csv|\.csv\.gz|\.parquet)$"
COUNTS = re.compile(rf"(^|[_-])exprMat_file{_TABLE}", re.IGNORECASE)
METADATA = re.compile(rf"(^|[_-])metadata_file{_TABLE}", re.IGNORECASE)
POSITIONS = re.compile(rf"(^|[_-])fov_positions_file{_TABLE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SlideFiles:
    """The files of one slide; those that are not there are None."""

    name: str
    counts: Path
    metadata: Path | None
    positions: Path | None


def slides_in(source: Path) -> list[SlideFiles]:
    """Find the slides of a folder and of the folders in it, sorted by name.

    A file of a slide stands for that slide alone.
    """
    return [
        SlideFiles(found.name, found.counts, found.metadata, found.beside(POSITIONS))
        for found in section_files(source, COUNTS, METADATA)
    ]
