"""The rows of profiles: metadata, plates and wells, and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.cell_painting.label_columns import (
    LabelColumn,
    below_each_other,
    joint,
    running_number,
)
from aivc.adapters.plates.column_names import PLATES, WELLS, first_of, ranked
from aivc.adapters.plates.grid_tables import free_name
from aivc.adapters.plates.well_table import shown_places
from aivc.adapters.plates.wells import Well, read_well
from aivc.storage.errors import UnreadableInputError
from aivc.storage.object_texts import object_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.adapters.cell_painting.profile_tables import ProfileTable
    from aivc.adapters.plates.well_table import Place

SITES = ("site", "field", "fieldid", "fov", "imagenumber")
OBJECTS = (
    "objectnumber", "cellsnumberobjectnumber", "nucleinumberobjectnumber",
    "cytoplasmnumberobjectnumber", "cellsobjectnumber", "nucleiobjectnumber", "cellid", "objectid",
    "labelimage", "singlecellid",
)  # fmt: skip

NAMES_AT_A_TIME = 1 << 16
PLATE = "plate"


@dataclass(frozen=True, slots=True, eq=False)
class ProfileRows:
    """What is told of each profile.

    Attributes
    ----------
    columns
        All columns that are no features, by name.
    n_rows
        Number of profiles.
    plate, well, site, object
        Columns that name these; None where there is none.
    group
        Number of the well of each row, as the column of places counts; the row itself where no
        column names wells, shape (n_rows,).
    first
        The first row of each group, shape (n_groups,).
    places
        Plate and well of each group; None where rows are no wells.
    made_plate
        Whether the plate is only that of the name of a file.
    """

    columns: dict[str, LabelColumn]
    n_rows: int
    plate: str | None
    well: str | None
    site: str | None
    object: str | None
    group: NDArray[np.int64]
    first: NDArray[np.int64]
    places: tuple[Place, ...] | None
    made_plate: bool = False

    @property
    def is_grouped(self) -> bool:
        """Whether a well has several rows, such as cells."""
        return len(self.first) < self.n_rows

    def is_same_in_group(self, name: str) -> bool:
        """Tell whether a column says the same in all rows of a well."""
        codes = self.columns[name].codes
        return bool((codes == codes[self.first][self.group]).all())


def profile_rows(tables: Sequence[ProfileTable], plates: Sequence[str]) -> ProfileRows:
    """Put the metadata of tables below each other and find plates and wells.

    Parameters
    ----------
    tables
        The files.
    plates
        Plate of each file, as its name says; used where no column names plates.

    Raises
    ------
    UnreadableInputError
        A column of wells holds what is no well.
    """
    parts = [table.metadata() for table in tables]
    names = list(dict.fromkeys(name for part in parts for name in part))
    sizes = [table.n_rows for table in tables]
    columns = {
        name: below_each_other(
            [part.get(name, size) for part, size in zip(parts, sizes, strict=True)]
        )
        for name in names
    }
    n_rows = sum(sizes)
    plate = next((name for name in ranked(names, PLATES) if _is_filled(columns[name])), None)
    made = plate is None and len(tables) > 1
    if made:
        plate = free_name(PLATE, names)
        rows = np.repeat(np.arange(len(tables), dtype=np.int32), sizes)
        distinct = {label: code for code, label in enumerate(dict.fromkeys(plates))}
        codes = np.array([distinct[label] for label in plates], np.int32)[rows]
        columns = {plate: LabelColumn(codes, tuple(distinct)), **columns}
    well = _well_column(columns, tables[0])
    group, first, places = _groups(columns, plate, well, n_rows)
    return ProfileRows(
        columns,
        n_rows,
        plate,
        well,
        first_of(names, SITES),
        next((name for name in ranked(names, OBJECTS)), None),
        group,
        first,
        places,
        made,
    )


def names_of_rows(rows: ProfileRows, source: str) -> Sequence[str] | Names:
    """Name profiles by plate, well, site and object.

    Raises
    ------
    UnreadableInputError
        A few wells have several profiles, which nothing tells apart.
    """
    if rows.places is None:
        return Names(rows.n_rows, ())
    used: list[str] = []
    key = rows.group
    for name in (rows.site, rows.object):
        if name is not None and len(np.unique(key)) < rows.n_rows:
            used.append(name)
            key = joint([key, rows.columns[name].codes.astype(np.int64)])
    number = None
    counts = np.bincount(key)
    repeated = np.flatnonzero(counts > 1)
    if len(repeated):
        if len(repeated) * 2 <= len(counts):
            wells = sorted({rows.places[g] for g in rows.group[np.isin(key, repeated)].tolist()})
            msg = (
                f"{source} has several profiles of {len(wells)} wells that nothing tells apart: "
                f"{shown_places(wells)}; remove the copies, or keep plates, sites or objects apart "
                "in columns Metadata_Plate, Metadata_Site or Metadata_ObjectNumber"
            )
            raise UnreadableInputError(msg)
        number = running_number(key)
    called = [f"{plate}_{well.name}" if plate else well.name for plate, well in rows.places]
    return Names(
        rows.n_rows,
        ((called, rows.group), *[_labelled(rows.columns[name]) for name in used]),
        number,
    )


class Names:
    """Names of rows, made in blocks when they are asked for.

    Parameters
    ----------
    n_rows
        Number of rows.
    parts
        Texts that are joined by ``_``, and the place of the text of each row.
    number
        A running number behind each name, or None.
    """

    def __init__(
        self,
        n_rows: int,
        parts: Sequence[tuple[Sequence[str], NDArray[np.int64]]],
        number: NDArray[np.int64] | None = None,
    ) -> None:
        self.n_rows = n_rows
        self._parts = parts
        self._number = number

    def __call__(self) -> Iterator[NDArray[np.object_]]:
        """Yield the names in blocks; without parts, the number of each row from 0."""
        for start in range(0, self.n_rows, NAMES_AT_A_TIME):
            stop = min(start + NAMES_AT_A_TIME, self.n_rows)
            yield object_texts(self._texts(start, stop))

    def _texts(self, start: int, stop: int) -> list[str]:
        if not self._parts:
            return [str(row) for row in range(start, stop)]
        columns = [
            [texts[at] for at in places[start:stop].tolist()] for texts, places in self._parts
        ]
        if self._number is not None:
            columns.append([str(number) for number in self._number[start:stop].tolist()])
        return ["_".join(filter(None, row)) for row in zip(*columns, strict=True)]


def _labelled(column: LabelColumn) -> tuple[Sequence[str], NDArray[np.int64]]:
    return [*column.labels, ""], column.codes.astype(np.int64)


def _is_filled(column: LabelColumn) -> bool:
    return bool((column.codes >= 0).any())


def _well_column(columns: Mapping[str, LabelColumn], table: ProfileTable) -> str | None:
    for name in ranked(columns, WELLS):
        labels = columns[name].labels
        odd = [label for label in labels if read_well(label) is None]
        if labels and len(odd) * 2 <= len(labels):
            if odd or (columns[name].codes < 0).any():
                said = repr(odd[0]) if odd else "nothing"
                msg = f"{table.path}: the column {name!r} says {said}, which is no well such as A01"
                raise UnreadableInputError(msg)
            return name
    return None


def _groups(
    columns: Mapping[str, LabelColumn], plate: str | None, well: str | None, n_rows: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[Place, ...] | None]:
    if well is None:
        rows = np.arange(n_rows, dtype=np.int64)
        return rows, rows, None
    wells = [read_well(label) or Well(0, 0) for label in columns[well].labels]
    # Two spellings of a well are one well.
    numbers = np.array([w.row * 100 + w.column for w in wells], np.int64)[columns[well].codes]
    keys = [numbers]
    if plate is not None:
        keys.insert(0, columns[plate].codes.astype(np.int64))
    joined = joint(keys)
    _, first, inverse = np.unique(joined, return_index=True, return_inverse=True)
    order = np.argsort(first)  # as the wells come in the file
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    first = first[order]
    plates = [None] * len(first) if plate is None else columns[plate].at(first)
    places = [
        (called or "", wells[code])
        for called, code in zip(plates, columns[well].codes[first].tolist(), strict=True)
    ]
    return rank[inverse], first, tuple(places)
