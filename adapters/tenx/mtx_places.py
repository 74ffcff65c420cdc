"""Find Matrix Market files and the lists of cells and features that belong to each."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.tenx.places import Place, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_MTX = re.compile(r"(?P<stem>.*)\.mtx(\.gz)?$", re.IGNORECASE)
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_LAYERS = ("spliced", "unspliced", "ambiguous")
"""Matrices of the same cells and genes in one folder, as STARsolo splits counts by splicing."""

_FEATURES = ("features.tsv", "genes.tsv", "peaks.bed", "features.txt", "genes.txt", "features.csv",
             "genes.csv", "gene_names.txt", "all_genes.csv")  # fmt: skip
_CELLS = ("barcodes.tsv", "barcodes.txt", "cells.tsv", "cells.txt", "barcodes.csv", "cells.csv",
          "cell_names.txt", "cell_metadata.csv")  # fmt: skip


@dataclass(frozen=True, slots=True)
class MtxTriple:
    """A matrix and its lists; a list is None where there is none.

    Attributes
    ----------
    matrix, features, cells
        The files.
    symbols
        List of gene symbols, line by line with the features, as kallisto writes it.
    layers
        Other matrices of the same cells and features, by name.
    rows_are_cells
        Whether the names of the files say how the matrix lies: True where rows are cells, False
        where columns are; None where the lengths of the lists have to tell.
    """

    matrix: Path
    features: Path | None
    cells: Path | None
    symbols: Path | None = None
    layers: tuple[tuple[str, Path], ...] = ()
    rows_are_cells: bool | None = None

    @property
    def is_whole(self) -> bool:
        """Whether both lists are there."""
        return self.features is not None and self.cells is not None

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of it."""
        found = [self.matrix, self.features, self.cells, self.symbols]
        found += [path for _, path in self.layers]
        return tuple(path for path in found if path is not None)


def triples_in(folder: Path, names: Sequence[str]) -> list[tuple[Place, MtxTriple]]:
    """Return the matrices of a folder.

    Parameters
    ----------
    folder
        The folder.
    names
        Files below it.
    """
    by_folder: dict[str, list[str]] = {}
    for name in names:
        inside, _, file = name.rpartition("/")
        by_folder.setdefault(inside, []).append(file)
    found = []
    for inside, files in by_folder.items():
        for stem, triple in _triples(folder / inside, files):
            relative = f"{inside}/{triple.matrix.name}".lstrip("/")
            found.append((place_of(triple.matrix, relative, stem), triple))
    return found


def triple_of(matrix: Path) -> MtxTriple | None:
    """Return one matrix with the lists beside it; None where the file is called otherwise."""
    if not _MTX.fullmatch(matrix.name):
        return None
    if not matrix.is_file():
        return None
    files: list[str] = []
    with suppress(OSError):
        files = sorted(entry.name for entry in matrix.parent.iterdir())
    beside = {file.lower(): file for file in files}
    return _with_lists(matrix.parent, matrix.name, beside)[1]


def _triples(folder: Path, files: Sequence[str]) -> Iterator[tuple[str, MtxTriple]]:
    matrices = [file for file in files if _MTX.fullmatch(file)]
    beside = {file.lower(): file for file in files}
    split = {_stem(file).lower(): file for file in matrices}
    layers = tuple((word, folder / split[word]) for word in _LAYERS if word in split)
    is_split = len(layers) > 1
    for file in matrices:
        word = _stem(file).lower()
        if is_split and word in _LAYERS and word != layers[0][0]:
            continue
        stem, triple = _with_lists(folder, file, beside)
        if is_split and word == layers[0][0]:
            triple = MtxTriple(triple.matrix, triple.features, triple.cells, layers=layers[1:])
            stem = ""
        yield stem, triple


def _with_lists(folder: Path, file: str, beside: Mapping[str, str]) -> tuple[str, MtxTriple]:
    """Return what the name of a matrix begins with, and the matrix with its lists."""
    stem = _stem(file)
    low = stem.lower()
    if low.endswith("quants_mat"):
        features = _first(beside, [f"{low}_cols.txt"])
        cells = _first(beside, [f"{low}_rows.txt"])
        return stem[: -len("quants_mat")], _triple(folder, file, features, cells, None, is_by=True)
    if f"{low}.barcodes.txt" in beside:
        features = _first(beside, [f"{low}.genes.txt", f"{low}.ec.txt", f"{low}.features.txt"])
        cells = beside[f"{low}.barcodes.txt"]
        symbols = _first(beside, [f"{low}.genes.names.txt"])
        is_by = True if low.endswith(("cells_x_genes", "cells_x_features")) else None
        prefix = stem if is_by is None else ""
        return prefix, _triple(folder, file, features, cells, symbols, is_by=is_by)
    is_tenx = low.endswith("matrix") and not low.endswith("count_matrix")
    starts = [low[: -len("matrix")]] if is_tenx else [f"{low}.", f"{low}_", _LAST_WORD.sub("", low)]
    features = _with_start(beside, starts, _FEATURES)
    cells = _with_start(beside, starts, _CELLS)
    usual = {f"{starts[0]}{name}" for name in ("features.tsv", "genes.tsv", "peaks.bed")}
    is_usual = is_tenx and (features or "").lower().removesuffix(".gz") in usual
    prefix = stem[: len(starts[0])] if is_tenx else stem
    return prefix, _triple(folder, file, features, cells, None, is_by=False if is_usual else None)


def _with_start(
    beside: Mapping[str, str], starts: Sequence[str], endings: Sequence[str]
) -> str | None:
    """Return the list with the same beginning; else the only one of the folder, which all share."""
    for start in starts:
        found = _first(beside, [f"{start}{ending}" for ending in endings])
        if found is not None:
            return found
    listed = [f"{ending}{packed}" for ending in endings for packed in ("", ".gz")]
    every = sorted(file for name, file in beside.items() if name.endswith(tuple(listed)))
    return every[0] if len(every) == 1 else None


def _first(beside: Mapping[str, str], names: Iterable[str]) -> str | None:
    either = (packed for name in names for packed in (name, f"{name}.gz"))
    return next((beside[name] for name in either if name in beside), None)


def _triple(
    folder: Path,
    matrix: str,
    features: str | None,
    cells: str | None,
    symbols: str | None,
    *,
    is_by: bool | None,
) -> MtxTriple:
    return MtxTriple(
        folder / matrix,
        folder / features if features else None,
        folder / cells if cells else None,
        folder / symbols if symbols else None,
        rows_are_cells=is_by,
    )


def _stem(file: str) -> str:
    found = _MTX.fullmatch(file)
    return found["stem"] if found else file
