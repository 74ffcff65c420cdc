"""Which tables of a folder belong to which section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import names_in

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SectionFiles:
    """The files of one section of tissue: a slide or a region.

    Attributes
    ----------
    name
        What its files are called before what their format adds; else their folder.
    counts
        Its table of counts.
    metadata
        Its table of cells, None where it is not there.
    """

    name: str
    counts: Path
    metadata: Path | None
    _prefix: str
    _paths: Sequence[Path]

    def beside(self, pattern: re.Pattern[str]) -> Path | None:
        """Return the file beside the counts that is called like them, with another ending."""
        return _beside(self.counts, self._prefix, self._paths, pattern)


def section_files(
    source: Path, counts: re.Pattern[str], metadata: re.Pattern[str]
) -> list[SectionFiles]:
    """Find the sections of a folder and of the folders in it, sorted by name.

    A file of a section stands for that section alone.

    Parameters
    ----------
    source
        A folder, or the counts or the metadata of a section.
    counts, metadata
        Endings of the names of these tables.
    """
    is_file = source.is_file()
    folder = source.parent if is_file else source
    paths = [folder / name for name in names_in(folder, 1 if is_file else 2)]
    found = []
    for path in paths:
        if counts.search(path.name):
            prefix = counts.sub("", path.name)
            cells = _beside(path, prefix, paths, metadata)
            found.append(SectionFiles(prefix or path.parent.name, path, cells, prefix, paths))
    if is_file:
        found = [section for section in found if source in (section.counts, section.metadata)]
    return sorted(found, key=lambda section: (section.name, section.counts))


def _beside(
    counts: Path, prefix: str, paths: Sequence[Path], pattern: re.Pattern[str]
) -> Path | None:
    near = (p for p in paths if p.parent == counts.parent and pattern.search(p.name))
    return next((path for path in near if pattern.sub("", path.name) == prefix), None)
