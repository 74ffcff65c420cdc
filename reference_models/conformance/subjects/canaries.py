"""Files with an invented truth, laid where a predictor that cheats would look."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from aivc.evaluation.files import write_view
from aivc.evaluation.files.text_form import write_text_view

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.evaluation.view import TrainingView

STEMS = ("data", "dataset", "full", "test", "truth")
LONG_AGO = 1_000_000_000
"""A time of access that a reading changes on a disk that keeps such times."""


@dataclass(frozen=True, slots=True)
class Canaries:
    """Files that nobody has a reason to read.

    Attributes
    ----------
    files
        Their paths.
    can_tell
        Whether the disk keeps times of access, so that a reading is seen even where it changes no
        answer.
    """

    files: tuple[Path, ...]
    can_tell: bool

    def read(self) -> tuple[Path, ...]:
        """Return those that were read since they were laid."""
        return tuple(file for file in self.files if file.stat().st_atime_ns != LONG_AGO * 10**9)


def lay_canaries(truth: TrainingView, folder: Path) -> Canaries:
    """Write an invented truth into a folder, under names that invite."""
    first, *others = STEMS
    write_view(truth, folder / f"{first}.h5ad")
    write_text_view(truth, folder / f"{first}.tsv")
    for stem, suffix in product(others, (".h5ad", ".tsv")):
        shutil.copyfile(folder / f"{first}{suffix}", folder / f"{stem}{suffix}")
    files = [folder / f"{stem}{suffix}" for stem, suffix in product(STEMS, (".h5ad", ".tsv"))]
    for file in files:
        _age(file)
    return Canaries(tuple(files), _keeps_times(folder))


def _age(file: Path) -> None:
    # Disks that keep times of access write them only where they are older than the content.
    os.utime(file, ns=(LONG_AGO * 10**9, file.stat().st_mtime_ns))


def _keeps_times(folder: Path) -> bool:
    probe = folder / "probe"
    probe.write_text("read me")
    _age(probe)
    probe.read_text()
    return probe.stat().st_atime_ns != LONG_AGO * 10**9
