"""Sample sheets in series matrices of GEO (``GSE..._series_matrix.txt``).

Format: https://www.ncbi.nlm.nih.gov/geo/info/soft.html. Lines that begin with ``!Sample_`` say one
thing of every sample; those of characteristics hold ``key: value``.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from aivc.adapters.peeking import first_lines
from aivc.adapters.text_rows.decoding import read_text
from aivc.adapters.text_rows.rows import each_once
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

Cells = list[str | None]

SERIES, SAMPLE = "!Series_", "!Sample_"
CHARACTERISTICS = "characteristics_ch"
ACCESSION = "geo_accession"
BEGIN = "!series_matrix_table_begin"

FEWEST_LINES = 3
"""Line ends behind the mark where a series has no values: begin, names of samples, end."""


def is_series_matrix(path: Path) -> bool:
    """Tell whether a file is a series matrix of GEO, by its first lines."""
    return any(line.startswith((SERIES, SAMPLE)) for line in first_lines(path, 3))


def samples_of_series(path: Path, log: ConversionNotes) -> dict[str, Cells]:
    """Read what a series matrix says of its samples.

    Returns
    -------
    dict
        Cells by column, a row for each sample: ``title``, ``geo_accession``, ..., and a column for
        each characteristic, called by its key.

    Raises
    ------
    UnreadableInputError
        Lines say it of different numbers of samples, or of none.
    """
    text, encoding = read_text(path)
    log.read_file(path)
    if encoding != "UTF-8":
        said = "it is no UTF-8; letters with accents and micro signs should be looked at"
        log.converted(path.name, f"read as {encoding}", said)
    head, _, values = text.partition(BEGIN)
    if values.count("\n") > FEWEST_LINES:
        said = "the matrix beside it is read; give a table of these values alone to convert them"
        log.left_alone(f"values in {path.name}", said)
    lines = [line for line in head.splitlines() if line.startswith(SAMPLE)]
    rows = [
        (name.removeprefix(SAMPLE), cells) for name, *cells in csv.reader(lines, delimiter="\t")
    ]
    widths = {len(cells) for _, cells in rows}
    if len(widths) != 1:
        msg = (
            f"{path}: its lines that begin with {SAMPLE} are of {sorted(widths) or 'no'} samples, "
            "but each must say one thing of every sample; download the file again"
        )
        raise UnreadableInputError(msg)
    plain = [(name, cells) for name, cells in rows if not name.startswith(CHARACTERISTICS)]
    names = each_once([name for name, _ in plain])
    columns: dict[str, Cells] = {
        name: [cell or None for cell in cells]
        for name, (_, cells) in zip(names, plain, strict=True)
    }
    told = [(name, cells) for name, cells in rows if name.startswith(CHARACTERISTICS)]
    for name, cells in _characteristics(told, widths.pop()).items():
        columns[each_once([*columns, name])[-1]] = cells
    return columns


def _characteristics(rows: list[tuple[str, list[str]]], n_samples: int) -> dict[str, Cells]:
    """Sort characteristics by their keys; a line may hold others for other samples."""
    columns: dict[str, Cells] = {}
    for name, cells in rows:
        for place, cell in enumerate(cells):
            key, mark, value = cell.partition(": ")
            key, value = (key.strip(), value.strip()) if mark else (name, cell.strip())
            column = columns.setdefault(key, [None] * n_samples)
            if column[place] is not None:
                column = columns.setdefault(f"{key}.{name}", [None] * n_samples)
                value = value if column[place] is None else f"{column[place]}; {value}"
            column[place] = value or None
    return columns
