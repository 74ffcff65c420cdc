"""What the tables of a trial are, by their columns."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.adapters.peeking import first_bytes, first_lines, names_in
from aivc.adapters.text_rows.header import cells_of_header

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SUBJECT, STUDY, PARAMETER = "USUBJID", "STUDYID", "PARAMCD"
TIME, CENSOR = "AVAL", "CNSR"

TRANSPORT = b"HEADER RECORD*******LIBRARY"
"""How transport files of SAS begin, version 5 and 8."""

SUFFIXES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
MOST_TABLES = 200

_OF_SUBJECTS = frozenset(
    {"TRT01P", "TRT01A", "SAFFL", "ITTFL", "RANDDT", "RFSTDTC", "ARM", "ACTARM", "TRTSDT"}
)
"""Columns of the subject-level dataset of ADaM, or of the demographics of SDTM."""


class Kind(StrEnum):
    """Kinds of table."""

    SUBJECTS = "subjects"
    TIME_TO_EVENT = "time to event"
    OTHER = "other"


def kind_of(columns: Collection[str]) -> Kind | None:
    """Return the kind of a table, None where it names no subjects as CDISC does.

    Examples
    --------
    >>> kind_of(["STUDYID", "USUBJID", "PARAMCD", "AVAL", "CNSR"]).value
    'time to event'
    >>> kind_of(["USUBJID", "ARM", "AGE"]).value, kind_of(["patient", "age"])
    ('subjects', None)
    """
    named = set(columns)
    if SUBJECT not in named:
        return None
    if {PARAMETER, TIME, CENSOR} <= named:
        return Kind.TIME_TO_EVENT
    is_event = PARAMETER in named or any(_counts_events(name) for name in named)
    return Kind.SUBJECTS if named & _OF_SUBJECTS and not is_event else Kind.OTHER


def tables_in(folder: Path) -> list[tuple[Path, Kind]]:
    """Return the tables of a trial in a folder, sorted by name."""
    named = [name for name in names_in(folder, 1) if name.lower().endswith(SUFFIXES)]
    found = [(folder / name, kind_of(columns_of(folder / name))) for name in named[:MOST_TABLES]]
    return [(path, kind) for path, kind in found if kind is not None]


def columns_of(path: Path) -> list[str]:
    """Return the columns that the first line of a table names."""
    lines = first_lines(path, 1)
    return cells_of_header(lines[0]) if lines else []


def is_transport_file(path: Path) -> bool:
    """Tell whether a file is a transport file of SAS."""
    return first_bytes(path, len(TRANSPORT)) == TRANSPORT


def _counts_events(name: str) -> bool:
    """Tell whether a column numbers the records of a subject: ``EXSEQ``, ``AESEQ``."""
    return name.endswith("SEQ") and name != "SUBJSEQ"
