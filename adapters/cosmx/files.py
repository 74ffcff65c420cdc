"""Which files of a folder belong to which slide."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in

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
    is_file = source.is_file()
    folder = source.parent if is_file else source
    paths = [folder / name for name in names_in(folder, 1 if is_file else 2)]
    found = [_slide(path, paths) for path in paths if COUNTS.search(path.name)]
    if is_file:
        found = [slide for slide in found if source in (slide.counts, slide.metadata)]
    return sorted(found, key=lambda slide: (slide.name, slide.counts))


def _slide(counts: Path, paths: list[Path]) -> SlideFiles:
    prefix = COUNTS.sub("", counts.name)

    def beside(pattern: re.Pattern[str]) -> Path | None:
        near = (p for p in paths if p.parent == counts.parent and pattern.search(p.name))
        return next((path for path in near if pattern.sub("", path.name) == prefix), None)

    return SlideFiles(prefix or counts.parent.name, counts, beside(METADATA), beside(POSITIONS))
