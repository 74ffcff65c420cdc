"""Read any table of observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import Adapter, Confidence, Detection, SourceReading
from aivc.adapters.peeking import PARQUET, first_bytes, first_lines
from aivc.adapters.text_rows.header import cells_of, separator_of

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.schema.generated.views import ConversionMapping

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".csv.gz", ".tsv.gz", ".tab.gz", ".txt.gz")
LOOKED_AT = 5


class ObservationTable(Adapter):
    """Any text or Parquet table; each row is an observation, each column one of obs.

    Nothing defines what such a table means, so it is read only where a person says so. It makes a
    dataset without a matrix: the records of an experiment, which can be split and described.
    """

    name = "observation-table"
    title = "Any CSV, TSV or Parquet table whose rows are observations (never chosen by itself)"

    def detect(self, source: Path) -> Detection | None:
        """Look for a table; what it holds is not looked at."""
        if first_bytes(source, len(PARQUET)) == PARQUET:
            return Detection(Confidence.POSSIBLE, "it is a Parquet table")
        if not source.name.lower().endswith(SUFFIXES):
            return None
        lines = first_lines(source, LOOKED_AT)
        if len(lines) < 2:
            return None
        separator = separator_of(lines[0])
        widths = {len(cells_of(line, separator)) for line in lines if line.strip()}
        is_table = len(widths) == 1 and widths.pop() > 1
        return Detection(Confidence.POSSIBLE, "it is a table of text") if is_table else None

    def read(self, source: Path, mapping: ConversionMapping, log: ConversionNotes) -> SourceReading:
        """Read the rows as observations.

        Raises
        ------
        UnreadableInputError
            It is no table.
        """
        from aivc.adapters.observation_table.reading import read_table

        return read_table(source, log)
