"""Find tables of known formats by their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.peeking import PARQUET, first_bytes, first_lines
from aivc.adapters.proteomics.long_formats import LongFormat, long_format_of
from aivc.adapters.proteomics.wide_formats import WideFormat, wide_format_of
from aivc.adapters.text_matrix.table_head import SUFFIX, table_head
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A file of a known format."""

    path: Path
    columns: tuple[str, ...]
    found: WideFormat | LongFormat

    @property
    def said(self) -> str:
        """What it is known by."""
        return f"the columns are those of {self.found.software}: {self.found.what}"


def signature(source: Path) -> str | None:
    """Return what a file, or the files of a folder, are known by; None where they are not.

    Raises
    ------
    UnreadableInputError
        A table is damaged.
    """
    if source.is_dir():
        known = _known_in(source)
        return known[0].said if known else None
    found = _known(source) if source.is_file() else None
    return None if found is None else found.said


def only_table(source: Path) -> KnownTable:
    """Return a file, or the only file of a known format in a folder.

    Raises
    ------
    UnreadableInputError
        There is none, or there are several.
    """
    if not source.exists():
        msg = f"there is no file or folder {source}"
        raise UnreadableInputError(msg)
    known = _known_in(source) if source.is_dir() else [k for k in (_known(source),) if k]
    if not known:
        msg = (
            f"{source} has not the columns of a table of MaxQuant (evidence, peptides, "
            "proteinGroups), DIA-NN (report, pg_matrix, pr_matrix), FragPipe (combined_protein, "
            "combined_peptide) or Spectronaut (protein groups by run)"
        )
        raise UnreadableInputError(msg)
    if len(known) > 1:
        named = ", ".join(one.path.name for one in known)
        msg = f"{source} holds several tables of the same samples: {named}; name one of them"
        raise UnreadableInputError(msg)
    return known[0]


def _known_in(folder: Path) -> list[KnownTable]:
    paths = [path for path in sorted(folder.iterdir()) if path.is_file()]
    known = []
    for path in paths[:MOST_FILES]:
        try:
            found = _known(path)
        except UnreadableInputError:
            continue  # it is no table, and so none of these
        if found is not None:
            known.append(found)
    return known


def _known(path: Path) -> KnownTable | None:
    if first_bytes(path, 4) == PARQUET:
        from aivc.adapters.proteomics.reports import columns_of_parquet

        columns = tuple(columns_of_parquet(path))
        report = long_format_of(columns)
        return None if report is None else KnownTable(path, columns, report)
    if not SUFFIX.search(path.name) or not first_lines(path, 1):
        return None
    columns = table_head(path).columns
    found = long_format_of(columns) or wide_format_of(columns)
    return None if found is None else KnownTable(path, columns, found)
