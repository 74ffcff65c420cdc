"""A plain table of patients as a dataset."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.clinical.endpoints import clinical_values
from aivc.adapters.clinical.measurements import as_numbers
from aivc.adapters.clinical.plain_table import EVENTS, TIMES, column_called
from aivc.adapters.clinical.reading import subjects_dataset
from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.text_rows.rows import read_rows
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.text_rows.rows import TextRows

_PERSON = re.compile(
    r"(?i)((patient|subject|participant|person|case|sample|p|s)?[ ._-]*(id|no|number)"
    r"|patient|subject|rownames|column_1)"
)
_PLACE = re.compile(r"(?i)inst|institution|center|centre|site|hospital|clinic")


def read_subjects(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a table whose rows are patients.

    Raises
    ------
    UnreadableInputError
        It is a folder, or cannot be read.
    """
    if source.is_dir():
        msg = f"{source} is a folder; give the table of patients in it"
        raise UnreadableInputError(msg)
    table = read_rows(source, log)
    if not table.n_rows:
        msg = f"{source} names columns and holds no row"
        raise UnreadableInputError(msg)
    outcome = _outcome(table, log)
    names = _names(table, log)
    measured = {}
    for name, column in table.cells.items():
        numbers = as_numbers(column)
        if numbers is None:
            continue
        reason = _why_not(name, outcome)
        if reason is None:
            measured[name] = numbers
            log.mapped(name, "X", "it holds numbers, and is neither outcome nor identifier")
        else:
            log.left_alone(name, f"it is a column of obs and not in X: {reason}")
    dataset = subjects_dataset(source, names, table.cells, measured)
    if not measured:
        return SourceReading(dataset)
    said = "the table has one row for each patient"
    hints = Hints(
        operators={"X": Said("ClinicalTable", said)},
        card=clinical_values(said),
    )
    return SourceReading(dataset, hints)


def _outcome(table: TextRows, log: ConversionNotes) -> tuple[str, ...]:
    time, event = column_called(table.names, TIMES), column_called(table.names, EVENTS)
    found = tuple(table.names[place] for place in (time, event) if place is not None)
    if len(found) == 2:
        said = "the columns are called so; what the event is, and which mark means it, is not said"
        log.inferred(" and ".join(found), "time and event", said)
    return found


def _names(table: TextRows, log: ConversionNotes) -> list[str]:
    first = table.names[0]
    cells = table.cells[first]
    if _PERSON.fullmatch(first) and None not in cells and len(set(cells)) == len(cells):
        log.mapped(first, "names of the rows", "it has a different value in each row")
        return [cell or "" for cell in cells]
    log.added("names of the rows", "no first column identifies patients, so rows are counted")
    return [str(row) for row in range(table.n_rows)]


def _why_not(name: str, outcome: tuple[str, ...]) -> str | None:
    if name in outcome:
        return "it is the outcome"
    if _PERSON.fullmatch(name):
        return "it identifies patients"
    return "it numbers places" if _PLACE.fullmatch(name) else None
