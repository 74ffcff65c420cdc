"""Names under which tables keep plates and wells, most telling first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WELLS = (
    "well", "wellposition", "wellid", "wellname", "wells", "wellpos", "welllabel", "welladdress",
    "wellcoordinate", "assaywell", "assaywellposition", "destinationwell", "destwell",
    "platewell", "detwell", "rnawell", "culturewell", "position", "location",
)  # fmt: skip
ROWS = ("row", "wellrow", "platerow", "rowid", "rowname", "rowletter", "rowindex", "r")
COLUMNS = (
    "column", "col", "wellcolumn", "wellcol", "platecolumn", "platecol", "columnid", "columnname",
    "columnindex", "colindex", "c",
)  # fmt: skip
PLATES = (
    "plate", "plateid", "platename", "platebarcode", "assayplatebarcode", "assayplate",
    "assayplateid", "destinationplatebarcode", "destinationplate", "destplate", "cultureplate",
    "detplate", "rnaplate", "platenumber", "plateno", "platenr", "barcode",
)  # fmt: skip
DOSES = frozenset(
    {
        "dose", "doseum", "dosenm", "concentration", "concentrationum", "concentrationnm", "conc",
        "concum", "concnm", "mmolesperliter", "dosevalue", "finalconc", "finalconcentration",
        "concentration1", "dose1", "conc1", "logconc", "log10conc",
    }
)  # fmt: skip
"""Columns of amounts."""

PLATE_MAPS = ("platemapname", "platemap", "platemapid", "platelayout", "layout")

_PREFIX = re.compile(r"^(?:image_)?metadata_", re.IGNORECASE)


def bare(name: str) -> str:
    """Return a column's name without case, punctuation and the prefix of CellProfiler.

    Examples
    --------
    >>> bare("Metadata_Well"), bare("Image_Metadata_Plate"), bare("Plate ID")
    ('well', 'plate', 'plateid')
    """
    return re.sub(r"[^a-z0-9]+", "", _PREFIX.sub("", name.strip()).lower())


def ranked(names: Iterable[str], known: tuple[str, ...]) -> list[str]:
    """Return those names that are known, the most telling first.

    Examples
    --------
    >>> ranked(["dose", "Well ID", "well"], WELLS)
    ['well', 'Well ID']
    """
    found = [(known.index(bare(name)), name) for name in names if bare(name) in known]
    return [name for _, name in sorted(found, key=lambda entry: entry[0])]


def first_of(names: Iterable[str], known: tuple[str, ...]) -> str | None:
    """Return the most telling of some names, or None."""
    found = ranked(names, known)
    return found[0] if found else None
