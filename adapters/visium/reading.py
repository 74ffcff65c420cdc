"""From the files of a Visium section to a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.space.coordinates import PIXEL, coordinates_of
from aivc.adapters.space.documents import plain_part, read_document
from aivc.adapters.space.in_place import IN_PLACE
from aivc.adapters.space.joining import join, keys_of_names, keys_of_texts
from aivc.adapters.space.leftovers import leave_rest
from aivc.adapters.space.side_tables import open_side
from aivc.adapters.space.software import counted_by
from aivc.adapters.space.taken import taken
from aivc.adapters.space.tenx_counts import read_tenx, with_obs
from aivc.adapters.space.unmatched import note_unmatched
from aivc.adapters.visium.array import array_hints
from aivc.adapters.visium.files import section_of
from aivc.adapters.visium.pictures import read_pictures
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeLabels
from aivc.storage.made.dataset import MadeDataset
from aivc.storage.made.matrices import DenseRows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.side_tables import SideTable
    from aivc.adapters.space.tenx_counts import TenxCounts
    from aivc.adapters.visium.files import SectionFiles
    from aivc.storage.frames.sources import ColumnSource

COLUMNS = (
    "barcode",
    "in_tissue",
    "array_row",
    "array_col",
    "pxl_row_in_fullres",
    "pxl_col_in_fullres",
)
"""Columns of the list of spots; Space Ranger before 2.0 wrote them without names."""

LIBRARY = "library_id"
_XY = (("pxl_col_in_fullres", "pxl_row_in_fullres"),)
_OPERATOR = Said("SpotSpatial", "Visium counts transcripts on the spots of an array")


def read_section(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a section.

    Raises
    ------
    UnreadableInputError
        Counts or positions are missing, do not belong together, or are damaged; or there are bins
        of several sizes and none is named.
    """
    files = section_of(source)
    if files.bins and not files.positions:
        files = _only_bins(files, source)
    matrix, positions, scales = _chosen(files)
    side = _positions(positions, log)
    counts = read_tenx(matrix, log)
    try:
        pictures = read_pictures(files.pictures, log)
        dataset, scale_factors = _dataset(
            source, counts, side, positions, scales, pictures.by_size, log
        )
    except BaseException:
        counts.close()
        raise
    used = [matrix, positions, *([scales] if scales else []), *pictures.read]
    leave_rest(files.folder, used, log, [*pictures.left, *_reasons(matrix)])
    card = {p: said for p, said in counts.card.items() if p == "/reference_genome"}
    card |= {**IN_PLACE, **array_hints(side, scale_factors, counts.attributes)}
    card |= counted_by("Space Ranger", counts.attributes.get("software_version"), matrix.name)
    paths = [f"{t.name}/X" if t.name else "X" for t in dataset.tables]
    hints = Hints(operators=dict.fromkeys(paths, _OPERATOR), card=card)
    return SourceReading(dataset, hints)


def _dataset(
    source: Path,
    counts: TenxCounts,
    side: SideTable,
    positions: Path,
    scales: Path | None,
    pictures: Mapping[str, NDArray[Any]],
    log: ConversionNotes,
) -> tuple[MadeDataset, dict[str, Any]]:
    joined = join(
        keys_of_names(counts.tables[0].obs, counts.path.name, "spots"),
        keys_of_texts(side.texts("barcode"), positions.name, "spots"),
    )
    note_unmatched(counts.path.name, positions.name, joined, log)
    columns = list(taken(side.columns(["barcode"]), joined.places, side.n_rows))
    unit = "pixels of the full-resolution image"
    centres = coordinates_of(side, _XY, joined.places, log, unit)
    scale_factors = {} if scales is None else read_document(scales, log)
    if scales is not None:
        said = "it relates pixels of the images to spots, in the layout of scanpy"
        log.mapped(scales.name, "uns/spatial", said)
    library = _library(counts, source)
    described: dict[str, Any] = {"scalefactors": plain_part(scale_factors)}
    if pictures:
        described["images"] = dict(pictures)
        columns.append(_library_column(library, counts.tables[0].n_obs))
        log.added(f"obs column {LIBRARY}", "it says which entry of uns/spatial a spot lies in")
    uns: dict[str, Any] = {"spatial": {library: described}}
    if centres is not None:
        uns["coordinate_unit"] = PIXEL
    obsm = [] if centres is None else [DenseRows("obsm/spatial", centres)]
    tables = [
        with_obs(table, columns, obsm, uns if number == 0 else {})
        for number, table in enumerate(counts.tables)
    ]
    return MadeDataset(source, tables, close=counts.close), scale_factors


def _only_bins(files: SectionFiles, source: Path) -> SectionFiles:
    if len(files.bins) == 1:
        return section_of(files.bins[0])
    named = ", ".join(path.name for path in files.bins)
    coarse = next((path for path in files.bins if "008" in path.name), files.bins[-1])
    example = coarse.relative_to(source).as_posix() if coarse.is_relative_to(source) else coarse
    msg = (
        f"{source} holds bins of several sizes ({named}), in which the same transcripts are "
        f"counted; name one of them, such as {example}"
    )
    raise UnreadableInputError(msg)


def _chosen(files: SectionFiles) -> tuple[Path, Path, Path | None]:
    if not files.matrices:
        msg = (
            f"{files.folder} has no filtered_feature_bc_matrix.h5 and no folder "
            "filtered_feature_bc_matrix, the counts of a Visium section; put one beside spatial/"
        )
        raise UnreadableInputError(msg)
    if not files.positions:
        msg = (
            f"{files.folder} has no tissue_positions.csv, tissue_positions_list.csv or "
            "tissue_positions.parquet, in itself or in spatial/; put the list of spots there"
        )
        raise UnreadableInputError(msg)
    prefixes = {path.name.rpartition("tissue_positions")[0] for path in files.positions}
    if len(prefixes) > 1:
        msg = (
            f"{files.folder} holds lists of spots of {len(prefixes)} sections "
            f"({', '.join(path.name for path in files.positions[:4])}); "
            "put each section into a folder of its own"
        )
        raise UnreadableInputError(msg)
    scales = files.scales[0] if files.scales else None
    return files.matrices[0], files.positions[0], scales


def _positions(path: Path, log: ConversionNotes) -> SideTable:
    side = open_side(path, log, headless=COLUMNS)
    missing = [name for name in COLUMNS if name not in side.names]
    if missing:
        msg = (
            f"{path} has no column {', '.join(missing)}; expected the list of spots of Space "
            f"Ranger with {', '.join(COLUMNS)}, found {', '.join(side.names[:10])}"
        )
        raise UnreadableInputError(msg)
    return side


def _library(counts: TenxCounts, source: Path) -> str:
    ids = counts.attributes.get("library_ids")
    named = ids if isinstance(ids, list) else [ids]
    if len(named) == 1 and isinstance(named[0], str) and named[0].strip():
        return named[0].strip().replace("/", "_")
    folder = source if source.is_dir() else source.parent
    names = [part for part in folder.resolve().parts if part not in {"outs", "spatial"}]
    return names[-1].strip("/") or "library"


def _library_column(library: str, n_spots: int) -> ColumnSource:
    import numpy as np

    return MadeLabels(LIBRARY, np.zeros(n_spots, np.int8), [library])


def _reasons(matrix: Path) -> list[tuple[str, str]]:
    if "filtered" in matrix.name:
        said = f"{matrix.name} holds the same counts without the spots beside the tissue"
        return [(r"raw_feature_bc_matrix", said)]
    return [(r"filtered_feature_bc_matrix|raw_feature_bc_matrix", f"{matrix.name} was read")]
