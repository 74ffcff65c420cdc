"""What the columns of a list of features are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aivc.adapters.tenx.features import FEATURE_NAME, FEATURE_TYPE, GENOME, Features, text_column
from aivc.storage.errors import UnreadableInputError
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from aivc.adapters.tenx.name_files import FeatureList

_USUAL = (FEATURE_NAME, FEATURE_TYPE)
_PLACES = ("chrom", "start", "end")
"""Columns 4 to 6 of Cell Ranger ARC, and all columns of a list of peaks."""

_PEAKS = "Peaks"


def features_of(
    listed: FeatureList, n_features: int, *, genome: str = "", symbols: Sequence[str] = ()
) -> Features:
    """Read a list of features.

    Parameters
    ----------
    listed
        Its lines, with a heading where there is one line more than features.
    n_features
        Features of the matrix.
    genome
        Genome that the folder is called after; empty where it is not.
    symbols
        Symbols from a list of their own.

    Raises
    ------
    UnreadableInputError
        A feature has no name.
    """
    heading = listed.lines[0] if len(listed.lines) > n_features else ()
    rows = listed.lines[len(listed.lines) - n_features :]
    cells = list(zip(*rows, strict=True)) if rows else [()]
    if is_peak_list(listed.path):
        return _peaks(cells)
    ids = _ids(cells[0], listed.path)
    columns: dict[str, NDArray[Any]] = {}
    for position, texts in enumerate(cells[1:]):
        name = _name(position, len(cells) - 1, heading)
        columns[name] = text_column(list(texts))
    if symbols and FEATURE_NAME not in columns:
        columns = {FEATURE_NAME: text_column(list(symbols)), **columns}
    if genome and GENOME not in columns:
        columns[GENOME] = text_column([genome] * n_features)
    return Features(ids, columns)


def is_peak_list(path: Path) -> bool:
    """Tell whether a list holds intervals of a genome."""
    return path.name.lower().removesuffix(".gz").endswith(".bed")


def _name(position: int, n_columns: int, heading: Sequence[str]) -> str:
    if heading and heading[position + 1].strip():
        return heading[position + 1].strip()
    if position < len(_USUAL):
        return _USUAL[position]
    is_place = n_columns == len(_USUAL) + len(_PLACES)
    return _PLACES[position - len(_USUAL)] if is_place else f"column_{position + 2}"


def _peaks(cells: Sequence[Sequence[str]]) -> Features:
    columns: dict[str, NDArray[Any]] = {
        name: text_column(list(texts)) for name, texts in zip(_PLACES, cells, strict=False)
    }
    names = [f"{chrom}:{start}-{end}" for chrom, start, end in zip(*cells[:3], strict=True)]
    columns[FEATURE_TYPE] = text_column([_PEAKS] * len(names))
    return Features(_ids(names, None), columns)


def _ids(texts: Sequence[str], path: Path | None) -> NDArray[np.object_]:
    for number, text in enumerate(texts, start=1):
        if not text.strip():
            msg = f"{path} has no name for feature {number:,}; the list was edited or cut off"
            raise UnreadableInputError(msg)
    return object_texts(texts)
