"""Sections that were counted by themselves, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.space.counting import counted_matrix
from aivc.adapters.space.stacked import StackedColumn
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeLabels
from aivc.storage.made.dataset import MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.made.matrices import DenseRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.space.counting import CountedPart
    from aivc.storage.frames.sources import ColumnSource

SAMPLE = "sample_id"


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Cells of one slide or region.

    Attributes
    ----------
    name
        What the source calls it.
    counts
        Its counts.
    cells
        Identifiers of its cells within the section.
    columns
        What is known of each cell.
    coordinates
        Place of each cell, NaN where it has none, shape (n_cells, 2); None where the source gives
        no coordinates.
    """

    name: str
    counts: CountedPart
    cells: Sequence[str]
    columns: Sequence[ColumnSource]
    coordinates: NDArray[np.float64] | None


def table_of(
    sections: Sequence[Section],
    features: MadeFrame,
    log: ConversionNotes,
    uns: Mapping[str, Any],
) -> MadeTable:
    """Put sections below each other.

    With more than one, names of cells begin with that of their section, which is also the obs
    column ``sample_id``.
    """
    single = len(sections) == 1
    columns = list(sections[0].columns) if single else _stacked(sections)
    names = list(sections[0].cells) if single else _prefixed(sections)
    if not single and all(column.info.name != SAMPLE for column in columns):
        lengths = [len(section.cells) for section in sections]
        codes = np.repeat(np.arange(len(sections)), lengths)
        columns.append(MadeLabels(SAMPLE, codes, [section.name for section in sections]))
        log.added(f"obs column {SAMPLE}", "several sections were put below each other")
    matrix = counted_matrix([section.counts for section in sections], features.n_rows)
    return MadeTable(
        MadeFrame(names, columns, index_name=""),
        features,
        [matrix],
        obsm=_coordinates(sections),
        uns=uns,
    )


def same_features(listed: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[int, ...]]:
    """Return, for each section, the places of the features of the first one.

    Parameters
    ----------
    listed
        File and names of its features, for each section.

    Raises
    ------
    UnreadableInputError
        A section has other features than the first.

    Examples
    --------
    >>> same_features([("a.csv", ["CD3", "CD4"]), ("b.csv", ["CD4", "CD3"])])
    [(0, 1), (1, 0)]
    """
    first_file, first = listed[0]
    found = []
    for file, names in listed:
        if list(names) == list(first):
            found.append(tuple(range(len(first))))
            continue
        if len(set(names)) != len(names) or set(names) != set(first):
            other = sorted(set(names) ^ set(first))
            msg = (
                f"{file} has {len(names):,} features and {first_file} has {len(first):,}, and "
                f"{len(other):,} of them are in one file only ({', '.join(other[:5])}); "
                "sections of different panels are converted one by one"
            )
            raise UnreadableInputError(msg)
        place_of = {name: place for place, name in enumerate(names)}
        found.append(tuple(place_of[name] for name in first))
    return found


def _stacked(sections: Sequence[Section]) -> list[ColumnSource]:
    names = dict.fromkeys(column.info.name for s in sections for column in s.columns)
    lengths = [len(section.cells) for section in sections]
    found: list[ColumnSource] = []
    for name in names:
        parts = [
            next((column for column in section.columns if column.info.name == name), None)
            for section in sections
        ]
        found.append(StackedColumn(name, parts, lengths))
    return found


def _prefixed(sections: Sequence[Section]) -> list[str]:
    return [f"{section.name}_{cell}" for section in sections for cell in section.cells]


def _coordinates(sections: Sequence[Section]) -> list[DenseRows]:
    found = [
        np.full((len(section.cells), 2), np.nan)
        if section.coordinates is None
        else section.coordinates
        for section in sections
    ]
    if all(section.coordinates is None for section in sections):
        return []
    return [DenseRows("obsm/spatial", np.concatenate(found))]
