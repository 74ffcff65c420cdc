"""The lists of cells and of features that lie beside a Matrix Market file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.tenx.cells import barcodes_from
from aivc.adapters.tenx.pieces import whole_lines
from aivc.adapters.text_bytes.unpacking import unpacked
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.cells import Barcodes

HEADINGS = frozenset(
    {
        "", "x", "v1", "index", "id", "name", "barcode", "barcodes", "cell", "cells", "cell_id",
        "cell_barcode", "cellid", "cell_name", "bc", "bc_wells", "gene", "genes", "gene_id",
        "gene_ids", "geneid", "gene_name", "gene_symbol", "symbol", "feature", "features",
        "feature_id", "feature_name", "ensembl_id", "ensembl",
    }
)  # fmt: skip
"""What the first line of a list is called where it is no name itself."""

BOM = b"\xef\xbb\xbf"
_MOST_BYTES = 1 << 30
"""Unpacked bytes of one list; the seven million barcodes of a raw matrix take 130 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class NameList:
    """The first column of a list of cells.

    Attributes
    ----------
    path
        The file.
    names
        Its lines, a heading included, shape (n_lines,).
    has_more
        Whether there are further columns.
    """

    path: Path
    names: Barcodes
    has_more: bool

    @property
    def has_heading(self) -> bool:
        """Whether the first line looks like the name of a column."""
        return len(self.names) > 0 and is_heading(bytes(self.names[0]).decode("latin-1"))


@dataclass(frozen=True, slots=True)
class FeatureList:
    """All columns of a list of features.

    Attributes
    ----------
    path
        The file.
    lines
        Cells of each line, a heading included; all lines have the same number of cells.
    """

    path: Path
    lines: tuple[tuple[str, ...], ...]

    @property
    def has_heading(self) -> bool:
        """Whether the first line looks like names of columns."""
        return len(self.lines) > 0 and is_heading(self.lines[0][0])


def is_heading(text: str) -> bool:
    """Tell whether a text names a column rather than a cell or a feature."""
    return text.strip().lower() in HEADINGS


def read_cells(path: Path) -> NameList:
    """Read a list of cells, piece by piece.

    Raises
    ------
    UnreadableInputError
        It is damaged, or holds what is no list of barcodes.
    """
    pieces: list[Barcodes] = []
    has_more = False
    mark = _separator(path)
    for piece in _pieces(path):
        lines = piece.splitlines()
        if mark in piece:
            has_more = True
            lines = [line.split(mark, 1)[0] for line in lines]
        pieces.append(np.array(barcodes_from(lines, str(path), allows_empty=True)))
    names = np.concatenate(pieces) if pieces else np.empty(0, dtype="S1")
    filled = np.flatnonzero(names != b"")
    if len(filled):
        names = names[: int(filled[-1]) + 1]
    return NameList(path, names, has_more)


class FeatureLists:
    """Reads lists of features; one that many samples share is parsed once.

    Parameters
    ----------
    log
        Takes notes.
    """

    def __init__(self, log: ConversionNotes) -> None:
        self._log = log
        self._parsed: dict[bytes, tuple[tuple[str, ...], ...]] = {}

    def read(self, path: Path) -> FeatureList:
        """Read a list.

        Raises
        ------
        UnreadableInputError
            It is damaged, or its lines have different numbers of cells.
        """
        content = b"".join(_pieces(path))
        mark = _separator(path)
        key = hashlib.sha256(mark + content).digest()
        if key not in self._parsed:
            self._parsed[key] = self._lines(content, mark.decode(), path)
        return FeatureList(path, self._parsed[key])

    def _lines(self, content: bytes, mark: str, path: Path) -> tuple[tuple[str, ...], ...]:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("latin-1")
            self._log.converted(path.name, "UTF-8", "it is written in Latin-1")
        lines = tuple(tuple(line.split(mark)) for line in text.split("\n"))
        while lines and lines[-1] == ("",):
            lines = lines[:-1]
        for number, line in enumerate(lines, start=1):
            if len(line) != len(lines[0]):
                msg = (
                    f"{path}, line {number:,}, has {len(line):,} columns where the first line has "
                    f"{len(lines[0]):,}; the list was cut off or edited"
                )
                raise UnreadableInputError(msg)
        return lines


def _pieces(path: Path) -> Iterator[bytes]:
    n_bytes = 0
    with unpacked(path) as opened:
        for piece in whole_lines(opened, str(path)):
            n_bytes += len(piece)
            if n_bytes > _MOST_BYTES:
                msg = f"{path} unpacks to more than {_MOST_BYTES:,} bytes; it is no list of names"
                raise UnreadableInputError(msg)
            if b"\0" in piece:
                msg = f"{path} holds null bytes; it is no list of names"
                raise UnreadableInputError(msg)
            start = piece if n_bytes > len(piece) else piece.removeprefix(BOM)
            yield start.replace(b"\r\n", b"\n").replace(b'"', b"")


def _separator(path: Path) -> bytes:
    name = path.name.lower().removesuffix(".gz")
    return b"," if name.endswith(".csv") else b"\t"
