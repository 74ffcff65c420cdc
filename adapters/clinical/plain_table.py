"""Read plain tables of patients."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import first_lines
from aivc.adapters.text_rows.header import cells_of, cells_of_header, separator_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

TIMES = frozenset(
    {
        "time", "futime", "survtime", "survivaltime", "timetoevent", "tte", "ostime", "osmonths",
        "osdays", "pfstime", "pfsmonths", "pfsdays", "efstime", "rfstime", "dfstime", "dfsmonths",
        "overallsurvival", "overallsurvivalmonths", "survivalmonths", "survivaldays", "duration",
        "followup", "followuptime", "followupdays", "daystoevent", "monthstoevent",
    }
)  # fmt: skip
EVENTS = frozenset(
    {
        "status", "event", "death", "dead", "died", "deceased", "fustat", "cens", "censor",
        "censored", "censoring", "cnsr", "vitalstatus", "osstatus", "osevent", "pfsstatus",
        "pfsevent", "efsevent", "rfsevent", "dfsstatus", "dfsevent", "survivalstatus", "observed",
    }
)  # fmt: skip
PEOPLE = frozenset({"age", "sex", "gender", "ageatdiagnosis", "ageyears", "agediag"})
MARKS = frozenset(
    {
        "0", "1", "2", "true", "false", "yes", "no", "y", "n", "alive", "dead", "deceased",
        "living", "censored", "event", "0:living", "1:deceased", "0:alive", "1:dead",
    }
)  # fmt: skip
"""How tables of patients write whether the event was seen."""

LOOKED_AT = 60
LARGEST = 16 << 20
"""Bytes; a larger table is hardly one of patients."""


class ClinicalTableFile(Adapter):
    """A plain table of patients with the time to an event and whether it was seen.

    There is no definition; columns are known by the names that survival packages of R and Python
    use in their examples. All columns are obs; numbers other than the time, the event and
    identifiers are ``X`` as well. What the event is, and which mark means that it was seen, is left
    to a person.
    """

    name = "clinical-table"
    title = "Table of patients with time and event"

    def detect(self, source: Path) -> Detection | None:
        """Look for a time, an event with few marks, and something about people."""
        lines = first_lines(source, LOOKED_AT)
        if len(lines) < 2 or source.stat().st_size > LARGEST:
            return None
        header = cells_of_header(lines[0])
        time, event = column_called(header, TIMES), column_called(header, EVENTS)
        if time is None or event is None:
            return None
        separator = separator_of(lines[0])
        rows = [cells_of(line, separator) for line in lines[1:]]
        rows = [row for row in rows if len(row) == len(header)]
        fits = (
            len(rows) > 1
            and column_called(header, PEOPLE) is not None
            and all(_is_number(row[time]) for row in rows)
            and all(_joined(row[event]) in MARKS for row in rows)
        )
        said = f"it has the columns {header[time]} and {header[event]}"
        if not fits:
            return Detection(Confidence.POSSIBLE, said)
        return Detection(Confidence.LIKELY, f"{said}, and others about people")

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the table.

        Raises
        ------
        UnreadableInputError
            It cannot be read, or is a folder.
        """
        from aivc.adapters.clinical.plain_reading import read_subjects

        return read_subjects(source, log)


def column_called(header: Sequence[str], names: frozenset[str]) -> int | None:
    """Return the first column that is called like one of some names, without case and marks.

    Examples
    --------
    >>> column_called(["ID", "OS_Months", "OS_Status"], TIMES)
    1
    """
    return next((place for place, name in enumerate(header) if _name(name) in names), None)


def _name(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", text.lower())


def _joined(text: str) -> str:
    return re.sub(r"\.0+$", "", text.lower()).replace(" ", "")


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None
