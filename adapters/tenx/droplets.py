"""Whether a matrix holds every barcode or only those of cells, and how it is said in the log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.tenx.counts import CountMatrix

_RAW = re.compile(r"(?<![a-z])(raw|unfiltered)(?![a-z])", re.IGNORECASE)
_FILTERED = re.compile(r"(?<![a-z])filtered(?![a-z])", re.IGNORECASE)


def level_of(name: str) -> str:
    """Return ``filtered``, ``raw`` or, where a name says neither, an empty text.

    Examples
    --------
    >>> level_of("GSM1_sampleA_raw_feature_bc_matrix.h5"), level_of("counts_unfiltered")
    ('raw', 'raw')
    >>> level_of("sample_filtered_feature_bc_matrix"), level_of("draw.h5")
    ('filtered', '')
    """
    if _RAW.search(name):
        return "raw"
    return "filtered" if _FILTERED.search(name) else ""


def note_droplets(counts: CountMatrix, file: Path, log: ConversionNotes) -> None:
    """Say whether a matrix looks raw or filtered, by its name and by its empty barcodes."""
    n_cells = len(counts.barcodes)
    said = level_of(f"{file.parent.name}/{file.name}")
    empty = f"nothing was counted for {counts.n_empty:,} of {n_cells:,} barcodes"
    if said == "raw" or (not said and counts.n_empty * 2 > n_cells):
        result = "a raw matrix, empty droplets included; cells have yet to be called"
    elif said == "filtered" or counts.n_empty == 0:
        result = "a filtered matrix, of barcodes that were called cells"
    else:
        result = "a matrix with some empty barcodes; whether cells were called is not said"
    why = f"it is called {said}, and {empty}" if said else empty
    log.inferred(file.name, result, why)
