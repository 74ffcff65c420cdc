"""Find the files of a Visium section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import PARQUET, first_bytes, first_lines, names_in

if TYPE_CHECKING:
    from pathlib import Path

POSITIONS = re.compile(r"(^|[_.-])tissue_positions(_list)?\.(csv|csv\.gz|parquet)$", re.IGNORECASE)
SCALES = re.compile(r"(^|[_.-])scalefactors_json\.json(\.gz)?$", re.IGNORECASE)
PICTURE = re.compile(
    r"(^|[_.-])tissue_(?P<size>hires|lowres)_image\.(png|jpe?g|tiff?)$", re.IGNORECASE
)
MATRIX = re.compile(r"(^|[_.-])(?P<level>filtered|raw)_feature_bc_matrix(\.h5)?$", re.IGNORECASE)
BINNED = "binned_outputs"
SPATIAL = "spatial"
_BINS = re.compile(r"^square_\d+um$")


_SPOT = re.compile(r'"?[^,"]+"?,[01],\d+,\d+(,-?\d+(\.\d+)?){2}')


@dataclass(frozen=True, slots=True)
class SectionFiles:
    """The files of one section, or of the bins of one size.

    Attributes
    ----------
    folder
        Where they lie.
    matrices
        HDF5 files and folders of counts, those of spots under tissue first.
    positions
        Lists of spots.
    scales
        Documents of scale factors.
    pictures
        Pictures of the section, in two sizes.
    bins
        Folders with bins of one size each, of Visium HD.
    """

    folder: Path
    matrices: tuple[Path, ...]
    positions: tuple[Path, ...]
    scales: tuple[Path, ...]
    pictures: tuple[Path, ...]
    bins: tuple[Path, ...]


def lists_spots(path: Path) -> bool:
    """Tell whether a list of positions begins like one, with its header or without.

    Seats and stations have positions too, and files with the name that Space Ranger gives.
    """
    if first_bytes(path, len(PARQUET)) == PARQUET:
        return True
    lines = first_lines(path, 1)
    if not lines:
        return False
    named = {cell.strip('" ') for cell in lines[0].split(",")}
    return {"in_tissue", "array_row"} <= named or _SPOT.fullmatch(lines[0].strip()) is not None


def section_of(source: Path) -> SectionFiles:
    """Find the files of a section in a folder, in its ``outs``, or around one of its files."""
    folder = _folder_of(source)
    near = _files(folder)
    files = [*_files(folder / SPATIAL), *near]
    return SectionFiles(
        folder,
        _matrices(folder, near),
        tuple(path for path in files if POSITIONS.search(path.name)),
        tuple(path for path in files if SCALES.search(path.name)),
        tuple(path for path in files if PICTURE.search(path.name)),
        _bins(folder),
    )


def _folder_of(source: Path) -> Path:
    if source.is_file():
        return _folder_of(source.parent)
    if source.name == SPATIAL and _matrices(source.parent, _files(source.parent)):
        return source.parent
    outs = source / "outs"
    has_outs = (outs / SPATIAL).is_dir() or (outs / BINNED).is_dir()
    return outs if has_outs else source


def _files(folder: Path) -> list[Path]:
    return [folder / name for name in names_in(folder, 1)]


def _matrices(folder: Path, near: list[Path]) -> tuple[Path, ...]:
    folders = [folder / f"{level}_feature_bc_matrix" for level in ("filtered", "raw")]
    found = [path for path in near if MATRIX.search(path.name)]
    found += [path for path in folders if path.is_dir()]
    return tuple(sorted(found, key=_rank))


def _rank(path: Path) -> tuple[bool, bool, str]:
    level = MATRIX.search(path.name)
    is_raw = level is not None and level["level"].lower() == "raw"
    return is_raw, path.is_dir(), path.name


def _bins(folder: Path) -> tuple[Path, ...]:
    binned = folder if folder.name == BINNED else folder / BINNED
    if not binned.is_dir():
        return ()
    inside = sorted({name.partition("/")[0] for name in names_in(binned, 2)})
    return tuple(binned / name for name in inside if _BINS.match(name))
