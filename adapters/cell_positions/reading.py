"""From tables of cells to one table of observations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.adapters.cell_positions.column_kinds import column_kinds
from aivc.adapters.cell_positions.files import sample_of, tables_in
from aivc.adapters.cell_positions.image_cells import NAMELESS, ROW_NAMES, ImageCells, names_of
from aivc.adapters.cell_positions.intensities import ImagePart, intensities
from aivc.adapters.cell_positions.looking import looks_of
from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.space.in_place import IN_PLACE
from aivc.adapters.space.sections import SAMPLE, same_features
from aivc.adapters.space.stacked import StackedColumn
from aivc.adapters.space.wide import open_wide
from aivc.adapters.space.wide_table import NoNumberError
from aivc.adapters.text_rows.rows import each_once
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeLabels
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows
from aivc.storage.records.columns import TextCells

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from aivc.adapters.cell_positions.column_kinds import ColumnKinds
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.wide_table import WideTable
    from aivc.storage.frames.sources import ColumnSource
    from aivc.storage.records.texts import Texts

_OPERATOR = Said("ImagingSpatial", "each row is a cell in an image, with its place")


def read_cells(source: Path, explained: Collection[str], log: ConversionNotes) -> SourceReading:
    """Read the tables of a source.

    Parameters
    ----------
    source
        A table, or a folder of tables.
    explained
        Columns that a person explains; they are no intensities.
    log
        Takes notes.

    Raises
    ------
    UnreadableInputError
        There is no table with places and intensities, tables have different intensities, or one is
        damaged.
    """
    paths = tables_in(source)
    if not paths:
        msg = f"{source} is no table and holds none; give a CSV, TSV or Parquet table of cells"
        raise UnreadableInputError(msg)
    images = [_image(path, explained, log) for path in paths]
    listed = [(str(i.part.table.path), i.markers) for i in images]
    orders = same_features(listed)
    parts = [
        ImagePart(i.part.table, tuple(i.kinds.markers[k] for k in order), i.part.n_rows)
        for i, order in zip(images, orders, strict=True)
    ]
    names, are_row_names = names_of(images, log)
    left_out = {ROW_NAMES} if are_row_names else set()
    units = {image.kinds.unit for image in images}
    unit = units.pop() if len(units) == 1 else ""
    centres = np.concatenate([image.coordinates for image in images])
    table = MadeTable(
        MadeFrame(names, [c for c in _columns(images, log) if c.info.name not in left_out]),
        MadeFrame(images[0].markers),
        [intensities(parts, len(images[0].markers))],
        obsm=[DenseRows("obsm/spatial", centres)],
        uns={"coordinate_unit": unit} if unit else {},
    )

    def close() -> None:
        for part in parts:
            part.table.close()

    hints = Hints(operators={"X": _OPERATOR}, card=IN_PLACE)
    return SourceReading(MadeDataset(source, [table], close=close), hints)


def _image(path: Path, explained: Collection[str], log: ConversionNotes) -> ImageCells:
    table = open_wide(path, log)
    log.read_file(path)
    looks = looks_of(table)
    not_numbers: set[int] = set()
    while True:
        kept_out = not_numbers | {p for p, n in enumerate(table.names) if n in explained}
        kinds = _kinds(table, looks, kept_out)
        try:
            texts, coordinates = _first_pass(table, kinds)
        except NoNumberError as error:
            if error.place not in kinds.markers:
                raise
            # The first rows were numbers; further down there are other words.
            not_numbers.add(error.place)
            continue
        break
    _note(table, kinds, log)
    part = ImagePart(table, kinds.markers, len(coordinates))
    return ImageCells(sample_of(path), part, kinds, texts, coordinates)


def _kinds(table: WideTable, looks: list[Any], kept_out: set[int]) -> ColumnKinds:
    from dataclasses import replace

    kinds = column_kinds(table.names, looks)
    if kinds is None:
        msg = (
            f"{table.path} has no pair of columns of coordinates such as X_centroid and "
            "Y_centroid, or no column of numbers beside them; expected one row for each cell with "
            f"its place and intensities, found the columns {', '.join(table.names[:12])}"
        )
        raise UnreadableInputError(msg)
    markers = tuple(place for place in kinds.markers if place not in kept_out)
    others = tuple(place for place in range(len(table.names)) if place not in set(markers))
    return replace(kinds, markers=markers, others=others)


def _first_pass(table: WideTable, kinds: ColumnKinds) -> tuple[dict[str, Texts], Any]:
    """Read what becomes obs, and try whether all intensities are numbers."""
    import pyarrow as pa

    from aivc.storage.records.texts import texts_of_arrow

    parts: list[list[Any]] = [[] for _ in kinds.others]
    places = []
    for batch in table.batches(kinds.others, (kinds.x, kinds.y, *kinds.markers)):
        for part, array in zip(parts, batch.texts, strict=True):
            part.append(array)
        places.append(batch.numbers[:, :2].copy())
    if not places:
        msg = f"{table.path} has no rows below its header; expected one for each cell"
        raise UnreadableInputError(msg)
    names = each_once([NAMELESS.get(table.names[p], table.names[p]) for p in kinds.others])
    columns = [texts_of_arrow(pa.chunked_array(part)) for part in parts]
    return dict(zip(names, columns, strict=True)), np.concatenate(places)


def _note(table: WideTable, kinds: ColumnKinds, log: ConversionNotes) -> None:
    named = [table.names[place] for place in kinds.markers]
    shown = ", ".join(named[:8]) + (f" and {len(named) - 8:,} more" if len(named) > 8 else "")
    log.inferred(f"{len(named):,} columns of {table.path.name} ({shown})", "X", kinds.because)
    unit = {"um": "micrometres, as the names say"}.get(kinds.unit, "a unit that is not said")
    subject = f"{table.names[kinds.x]}, {table.names[kinds.y]}"
    log.mapped(subject, "obsm/spatial", f"they are the centres of cells in {unit}")


def _columns(images: list[ImageCells], log: ConversionNotes) -> list[ColumnSource]:
    if len(images) == 1:
        return [TextCells(name, texts) for name, texts in images[0].texts.items()]
    lengths = [image.part.n_rows for image in images]
    names = dict.fromkeys(name for image in images for name in image.texts)
    columns: list[ColumnSource] = []
    for name in names:
        parts = [TextCells(name, i.texts[name]) if name in i.texts else None for i in images]
        columns.append(StackedColumn(name, parts, lengths))
    if SAMPLE not in names:
        codes = np.repeat(np.arange(len(images)), lengths)
        columns.append(MadeLabels(SAMPLE, codes, [image.name for image in images]))
        log.added(f"obs column {SAMPLE}", "several tables were put below each other")
    return columns
