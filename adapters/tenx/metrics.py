"""Summaries of quality that Cell Ranger writes, as plain text values.

Layouts: https://www.10xgenomics.com/support/software/cell-ranger/latest/analysis/outputs/
cr-3p-outputs-metrics-summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.tenx.small_tables import read_beside

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes

UNS = "metrics_summary"
_VALUE = "Metric Value"


def read_metrics(path: Path, log: ConversionNotes) -> dict[str, Any] | None:
    """Read a ``metrics_summary.csv`` as it is written, with its percent signs and commas.

    A table of one row becomes a value by name; the long table of ``cellranger multi`` becomes a
    list for each of its columns.
    """
    table = read_beside(path, log)
    if table is None:
        return None
    columns = {name: [value or "" for value in texts.cells()] for name, texts in table.items()}
    log.mapped(path.name, f"uns {UNS}", "Cell Ranger summarises the quality of a run there")
    if _VALUE in columns:
        return dict(columns)
    return {name: values[0] if len(values) == 1 else values for name, values in columns.items()}
