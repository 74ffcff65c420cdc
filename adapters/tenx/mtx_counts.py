"""Read a Matrix Market file and its lists as one count matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.tenx.cells import barcodes_from
from aivc.adapters.tenx.counts import CountMatrix, require_consistent
from aivc.adapters.tenx.mtx_features import features_of
from aivc.adapters.tenx.mtx_values import MtxFile, MtxValues, header_of
from aivc.adapters.tenx.name_files import FeatureLists, read_cells
from aivc.adapters.tenx.same_features import shared
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.cells import Barcodes
    from aivc.adapters.tenx.features import Features
    from aivc.adapters.tenx.mtx_header import MtxHeader
    from aivc.adapters.tenx.mtx_places import MtxTriple
    from aivc.adapters.tenx.name_files import FeatureList, NameList
    from aivc.adapters.tenx.spool import Spools


class MtxReader:
    """Reads the samples of a source one by one.

    Parameters
    ----------
    spools
        Keeps the parsed entries.
    log
        Takes notes.
    """

    def __init__(self, spools: Spools, log: ConversionNotes) -> None:
        self._spools = spools
        self._log = log
        self._lists = FeatureLists(log)
        self._first: Features | None = None
        self.cell_tables: list[Path] = []
        """Lists of cells that say more of them in further columns."""

    def read(self, triple: MtxTriple, sample: str, genome: str) -> CountMatrix:
        """Read a matrix and the lists of its cells and features.

        Parameters
        ----------
        triple
            The files.
        sample
            Name of the sample; empty for the only one.
        genome
            Genome that the folder is called after; empty where it is not.

        Raises
        ------
        UnreadableInputError
            A list is missing, the lists do not fit the matrix, or a file is damaged.
        """
        features_file, cells_file = _both_lists(triple)
        header = header_of(triple.matrix)
        listed, cells = self._lists.read(features_file), read_cells(cells_file)
        rows_are_cells = _orientation(triple, header, listed, cells, self._log)
        file = MtxFile(triple.matrix, header, rows_are_cells)
        n_cells, n_features = file.shape
        named = features_of(
            listed, n_features, genome=genome, symbols=self._symbols(triple, n_features)
        )
        self._first = self._first or named
        values = MtxValues(file, self._spools)
        counts = CountMatrix(
            sample,
            str(triple.matrix),
            _barcodes(cells, n_cells),
            shared(named, self._first),
            values,
            values.n_empty,
            {name: self._layer(name, path, rows_are_cells) for name, path in triple.layers},
        )
        require_consistent(counts)
        if cells.has_more and cells.has_heading:
            self.cell_tables.append(cells_file)
        _note(triple, header, values, cells, self._log)
        return counts

    def _symbols(self, triple: MtxTriple, n_features: int) -> tuple[str, ...]:
        if triple.symbols is None:
            return ()
        lines = self._lists.read(triple.symbols).lines
        return tuple(line[0] for line in lines) if len(lines) == n_features else ()

    def _layer(self, name: str, path: Path, rows_are_cells: bool) -> MtxValues:  # noqa: FBT001 - handed on
        file = MtxFile(path, header_of(path), rows_are_cells)
        return MtxValues(file, self._spools, f"layers/{name}")


def _barcodes(cells: NameList, n_cells: int) -> Barcodes:
    barcodes = cells.names[len(cells.names) - n_cells :]
    if (barcodes == b"").any():
        barcodes_from(barcodes.tolist(), str(cells.path))
    return barcodes


def _both_lists(triple: MtxTriple) -> tuple[Path, Path]:
    if triple.features is None:
        msg = (
            f"{triple.matrix} has no list of features beside it; put its features.tsv or genes.tsv "
            "into the same folder, with the same beginning of the name"
        )
        raise UnreadableInputError(msg)
    if triple.cells is None:
        msg = (
            f"{triple.matrix} has no list of cells beside it; put its barcodes.tsv into the same "
            "folder, with the same beginning of the name"
        )
        raise UnreadableInputError(msg)
    return triple.features, triple.cells


def _orientation(
    triple: MtxTriple,
    header: MtxHeader,
    listed: FeatureList,
    cells: NameList,
    log: ConversionNotes,
) -> bool:
    """Tell whether rows are cells, by the names of the files and the lengths of the lists."""
    n_features = {len(listed.lines), len(listed.lines) - listed.has_heading}
    n_cells = {len(cells.names), len(cells.names) - cells.has_heading}
    columns_fit = header.n_rows in n_features and header.n_columns in n_cells
    rows_fit = header.n_columns in n_features and header.n_rows in n_cells
    name = triple.matrix.name
    if not columns_fit and not rows_fit:
        msg = (
            f"{triple.matrix} declares {header.n_rows:,} rows x {header.n_columns:,} columns, but "
            f"{listed.path.name} lists {min(n_features):,} features and {cells.path.name} "
            f"{min(n_cells):,} cells; the files belong to different matrices, or one was cut off"
        )
        raise UnreadableInputError(msg)
    if columns_fit and rows_fit:
        if triple.rows_are_cells is None:
            msg = (
                f"{triple.matrix} has as many rows as columns, and its name does not tell which "
                "are cells; call it matrix.mtx beside features.tsv and barcodes.tsv if columns are "
                "cells, or cells_x_genes.mtx if rows are"
            )
            raise UnreadableInputError(msg)
        return triple.rows_are_cells
    if triple.rows_are_cells is not rows_fit:
        what = "rows" if rows_fit else "columns"
        log.inferred(f"{what} of {name}", "cells", "their number is that of the listed cells")
    return rows_fit


def _note(
    triple: MtxTriple,
    header: MtxHeader,
    values: MtxValues,
    cells: NameList,
    log: ConversionNotes,
) -> None:
    for path in triple.files:
        log.read_file(path)
    if header.kind == "real" and not values.dtype.startswith("float64"):
        said = f"all {values.n_stored:,} values are exactly so"
        log.converted(f"real values of {triple.matrix.name}", values.dtype, said)
    if header.kind == "pattern":
        said = "the file only says which features were found in a cell"
        log.converted(f"entries of {triple.matrix.name}", "values of 1", said)
    if cells.has_more and not cells.has_heading:
        log.left_alone(
            f"further columns of {cells.path.name}", "they have no names; the first names cells"
        )
