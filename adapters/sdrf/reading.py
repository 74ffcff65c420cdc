"""A sample and data relationship file as a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.sdrf.adapter import SUFFIXES
from aivc.adapters.sdrf.headers import RESERVED, columns_by_role, is_sdrf
from aivc.adapters.sdrf.meanings import ABOUT, hints_of
from aivc.adapters.sdrf.row_names import row_names
from aivc.adapters.sdrf.terms import name_in, term_pairs
from aivc.adapters.text_rows.columns import columns_of
from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_rows.rows import TextRows


def read_dataset(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a file, or the only one of a folder.

    Raises
    ------
    UnreadableInputError
        It is no such file; a folder holds none, or several.
    """
    path = _file_of(source)
    table = read_rows(path, log, missing_words=())
    if not is_sdrf(table.header):
        msg = (
            f"{path} is no SDRF: its first line must name 'source name', 'characteristics[...]', "
            "and one of 'assay name', 'comment[...]' and 'factor value[...]'"
        )
        raise UnreadableInputError(msg)
    if not table.n_rows:
        msg = f"{path} has a first line and no rows; each sample needs one"
        raise UnreadableInputError(msg)
    _note_repeated(table, log)
    cells = dict(table.cells)
    roles = _roles(table, cells, log)
    names, made_of = row_names(table)
    said = f"each row is one observation, named by {made_of}; the file holds no measurements"
    log.mapped(path.name, "obs", said)
    frame = MadeFrame(names, columns_of(cells))
    return SourceReading(MadeDataset(path, [MadeTable(frame)]), hints_of(table, roles))


def _file_of(source: Path) -> Path:
    if not source.is_dir():
        return source
    found = sorted(p for p in source.iterdir() if p.name.lower().endswith(SUFFIXES))
    if len(found) != 1:
        named = ", ".join(p.name for p in found[:5]) or "none"
        msg = f"{source} must hold one file *.sdrf.tsv; found: {named}. Give the file itself"
        raise UnreadableInputError(msg)
    return found[0]


def _note_repeated(table: TextRows, log: ConversionNotes) -> None:
    for written, name in zip(table.header, table.names, strict=True):
        if written != name:
            said = "the file has several columns of this name, and a dataset has one of each"
            log.mapped(written or "a column without a name", f"obs column {name}", said)


def _roles(
    table: TextRows, cells: dict[str, list[str | None]], log: ConversionNotes
) -> dict[str, tuple[str, ...]]:
    """Choose a column for each role; where its cells are terms, add one with their names."""
    roles: dict[str, tuple[str, ...]] = {}
    for role, columns in columns_by_role(table.names).items():
        telling = next((name for name in columns if _tells(table.cells[name])), None)
        if telling is None:
            for name in columns:
                log.left_alone(name, "it says nothing: every cell is empty or a reserved word")
            continue
        named = _with_names(telling, cells, log)
        roles[role] = (named,)
        log.mapped(telling, f"role {role}", ABOUT)
    return roles


def _tells(column: list[str | None]) -> bool:
    return any(cell is not None and cell.strip().lower() not in RESERVED for cell in column)


def _with_names(name: str, cells: dict[str, list[str | None]], log: ConversionNotes) -> str:
    column = cells[name]
    if not any(cell is not None and "NT" in term_pairs(cell) for cell in column):
        return name
    derived = f"{name} name"
    while derived in cells:
        derived += " "
    cells[derived] = [None if cell is None else name_in(cell) for cell in column]
    log.added(f"obs column {derived}", f"the names (NT) of the terms in {name}", n_rows=len(column))
    return derived
