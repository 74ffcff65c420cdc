"""Find the files of a Xenium region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CELLS = ("cells.parquet", "cells.csv.gz", "cells.csv")
COUNTS = ("cell_feature_matrix.h5", "cell_feature_matrix")
EXPERIMENT = "experiment.xenium"
METRICS = "metrics_summary.csv"


@dataclass(frozen=True, slots=True)
class RegionFiles:
    """The files of one region; those that are not there are None."""

    folder: Path
    cells: Path | None
    counts: Path | None
    experiment: Path | None
    metrics: Path | None


def region_of(source: Path) -> RegionFiles:
    """Find the files of a region in a folder, in its ``outs``, or around one of its files."""
    folder = source.parent if source.is_file() else source
    if not (folder / EXPERIMENT).is_file() and (folder / "outs" / EXPERIMENT).is_file():
        folder = folder / "outs"

    def first(names: tuple[str, ...]) -> Path | None:
        return next((folder / name for name in names if _is_there(folder / name)), None)

    return RegionFiles(folder, first(CELLS), first(COUNTS), first((EXPERIMENT,)), first((METRICS,)))


def _is_there(path: Path) -> bool:
    return path.is_file() or (path.is_dir() and any(path.glob("matrix.mtx*")))
