"""The reader of tables of cells in an image."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.cell_positions.column_kinds import (
    IDENTIFIERS,
    SHAPES,
    UNCLEAR,
    column_kinds,
    coordinate_pair,
    plain,
)
from aivc.adapters.cell_positions.files import tables_in
from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import PARQUET, first_bytes, first_lines

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.cell_positions.column_kinds import ColumnKinds
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

_FEWEST = 3
"""Intensities that a table must have to be taken for one of these."""

_ENOUGH_SHAPES = 2
_LINES = 50


class CellPositions(Adapter):
    """Reads tables of multiplexed imaging with one row for each segmented cell.

    Definitions: the quantification tables of MCMICRO (https://mcmicro.org/io.html), measurements
    of QuPath (https://qupath.readthedocs.io/en/stable/docs/tutorials/exporting_measurements.html),
    tables of scimap (https://scimap.xyz) and of the CODEX processor.

    ========================== ====================================================================
    intensities                ``X``, under the names of their columns
    x and y of the centre      ``obsm["spatial"]``, and obs as they are
    shapes, groups, texts      obs
    ========================== ====================================================================

    Several tables with the same intensities in one folder become one, with ``sample_id``.
    """

    name: ClassVar[str] = "cell-positions"
    title: ClassVar[str] = "Table of cells in an image with places and intensities"

    def detect(self, source: Path) -> Detection | None:
        """Look for columns of coordinates among columns of numbers."""
        found = [self._of_file(path) for path in tables_in(source)[:4]]
        known = [detection for detection in found if detection is not None]
        if not known or len(known) < len(found):
            return None
        return min(known, key=lambda detection: detection.confidence)

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the cells of one or several images."""
        from aivc.adapters.cell_positions.reading import read_cells

        explained = {column.column for column in mapping.mapped_columns if column.column}
        return read_cells(source, explained, log)

    def _of_file(self, path: Path) -> Detection | None:
        names, kinds = _peeked(path)
        pair = coordinate_pair(names)
        if pair is None or kinds is None or len(kinds.markers) < _FEWEST:
            return None
        at = f"{names[kinds.x]} and {names[kinds.y]}"
        because = f"{path.name} has the place of cells ({at}) and {len(kinds.markers)} intensities"
        plain_names = {plain(name) for name in names}
        is_clear = (
            pair not in UNCLEAR
            or bool(plain_names & IDENTIFIERS)
            or len(plain_names & SHAPES) >= _ENOUGH_SHAPES
        )
        return Detection(Confidence.LIKELY if is_clear else Confidence.POSSIBLE, because)


def _peeked(path: Path) -> tuple[list[str], ColumnKinds | None]:
    from aivc.adapters.cell_positions.looking import look_at

    if first_bytes(path, len(PARQUET)) == PARQUET:
        return _peeked_parquet(path)
    lines = first_lines(path, _LINES)
    if len(lines) < 2:
        return [], None
    separator = max(",\t;", key=lines[0].count)
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return [], None
    names = [cell.strip() for cell in rows[0]]
    full = [row for row in rows[1:] if len(row) == len(names)]
    if not full or len(names) < _FEWEST + 2:
        return [], None
    looks = [look_at(cells) for cells in zip(*full, strict=True)]
    return names, column_kinds(names, looks)


def _peeked_parquet(path: Path) -> tuple[list[str], ColumnKinds | None]:
    import pyarrow as pa
    from pyarrow import parquet

    from aivc.adapters.cell_positions.column_kinds import ColumnLook
    from aivc.storage.guard import BROKEN_BYTES

    try:
        schema = parquet.read_schema(path)
    except (pa.ArrowException, *BROKEN_BYTES):
        return [], None
    looks = [
        ColumnLook(
            pa.types.is_floating(kind) or pa.types.is_integer(kind), pa.types.is_integer(kind), 0, 0
        )
        for kind in schema.types
    ]
    return list(schema.names), column_kinds(schema.names, looks)
