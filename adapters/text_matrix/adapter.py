"""Read matrices that are written as plain text, with tables of metadata beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from aivc.adapters.contract.adapter import Adapter, Detection, SourceReading
from aivc.adapters.peeking import first_bytes
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

MOST_FILES = 50
"""Text tables of a folder that are looked at to tell what it is."""


class TextMatrix(Adapter):
    """Numbers in ``.csv``, ``.tsv`` or ``.txt``, packed by gzip or not; genes x cells or turned.

    The form is that of ``write.table`` and ``write.csv`` of R, of ``DataFrame.to_csv`` of pandas,
    and of spreadsheets: a line with names of columns, a first column with names of rows. There may
    be one cell less in the line of names, columns of text, decimals behind a comma, and words where
    there is no number. Which axis is that of the observations is told from names (barcodes, genes)
    and from metadata, never from the position.

    A folder may hold several matrices: those of the same observations become layers, those of
    others are put one below the other, with obs columns ``source_file`` and ``sample_id``. Tables
    of metadata are joined by the column that holds the names of observations, features or files.
    """

    name: ClassVar[str] = "text-matrix"
    title: ClassVar[str] = "Matrix of numbers as text, with tables of metadata"

    def detect(self, source: Path) -> Detection | None:
        """Look for numbers below names of genes or of cells."""
        from aivc.adapters.text_matrix.detecting import detected, detected_folder

        try:
            if source.is_dir():
                return detected_folder(source, MOST_FILES)
            return detected(source)
        except (UnreadableInputError, OSError):
            return None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read one matrix, or those of a folder, with the metadata beside."""
        del mapping
        if first_bytes(source, 3) == b"#1.":
            msg = f"{source} is text in the format GCT; read it with gct"
            raise UnreadableInputError(msg)
        from aivc.adapters.text_matrix.reading import read_sources

        return read_sources(source, log)
