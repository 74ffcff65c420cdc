"""Which plate was filled by which map, and what the map says of each well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.plates.column_names import PLATE_MAPS, PLATES, bare, first_of
from aivc.adapters.plates.well_table import shown_wells
from aivc.adapters.plates.wells import fits, smallest_format
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.adapters.plates.well_table import Place, WellTable
    from aivc.adapters.plates.wells import Well
    from aivc.adapters.text_rows.rows import TextRows

FULL, LEAST_FULL = 0.6, 96
"""A plate is taken to have no more wells than these if this share of them was used.

A few wells in the corner of a large plate may look like a small plate.
"""

MAP_WORDS = (
    "platemap", "platelayout", "annotations", "annotation", "metadata", "layout", "design", "map",
    "treatments", "treatment", "conditions", "compounds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layouts:
    """The maps of a source.

    Attributes
    ----------
    table
        All of them, below each other.
    names
        The map of each row: the plate that it names, else the file.
    lists
        Map of each plate, by plate, where a table says so.
    """

    table: WellTable
    names: tuple[str, ...]
    lists: Mapping[str, str]

    def of_plates(self, plates: Sequence[str]) -> dict[str, str]:
        """Return the map of each plate.

        Raises
        ------
        UnreadableInputError
            There are several maps, and nothing says which is that of a plate.
        """
        known = list(dict.fromkeys(self.names))
        found = {plate: self._of(plate, known) for plate in dict.fromkeys(plates)}
        without = [plate or "without a name" for plate, name in found.items() if name is None]
        if without:
            msg = (
                f"{self.table.source}: no map is that of plate {', '.join(without[:5])}; the maps "
                f"are {', '.join(known[:8])}; name plates alike in maps and readouts, or add a "
                "table with the columns Assay_Plate_Barcode and Plate_Map_Name"
            )
            raise UnreadableInputError(msg)
        return {plate: name for plate, name in found.items() if name is not None}

    def _of(self, plate: str, known: Sequence[str]) -> str | None:
        if plate in known:
            return plate
        if self.lists.get(plate) in known:
            return self.lists[plate]
        if len(known) == 1:
            return known[0]
        alike = [name for name in known if plain_plate(name) == plain_plate(plate)]
        return alike[0] if len(alike) == 1 else None

    def wells_of(self, name: str) -> list[Well]:
        """Return the wells of a map."""
        pairs = zip(self.table.wells, self.names, strict=True)
        return [well for well, of in pairs if of == name]


def plate_lists(tables: Sequence[TextRows]) -> dict[str, str]:
    """Return the map of each plate as tables such as ``barcode_platemap.csv`` say."""
    lists: dict[str, str] = {}
    for rows in tables:
        plate, of = first_of(rows.names, PLATES), first_of(rows.names, PLATE_MAPS)
        if plate is not None and of is not None:
            pairs = zip(rows.cells[plate], rows.cells[of], strict=True)
            lists |= {name: layout for name, layout in pairs if name and layout}
    return lists


def plain_plate(name: str) -> str:
    """Return the name of a plate without the words that make it that of a map.

    Examples
    --------
    >>> plain_plate("Plate1_map"), plain_plate("plate 1"), plain_plate("P1-layout")
    ('plate1', 'plate1', 'p1')
    """
    plain = bare(name)
    for word in MAP_WORDS:
        if plain.removesuffix(word):
            plain = plain.removesuffix(word)
        if plain.removeprefix(word):
            plain = plain.removeprefix(word)
    return plain


def check_fit(
    layouts: Layouts,
    read: Mapping[str, Sequence[Well]],
    by_plate: Mapping[str, str],
    drawn: int | None,
) -> None:
    """Refuse maps of other plates than those that were read.

    Parameters
    ----------
    layouts
        The maps.
    read
        Wells that were read, by plate.
    by_plate
        Map by plate.
    drawn
        Wells of the plates that were read, where readouts are drawn as whole plates.

    Raises
    ------
    UnreadableInputError
        Map or readouts name wells that the plate of the other does not have, or no well is in both;
        the message names wells.
    """
    for plate, wells in read.items():
        name = by_plate[plate]
        mapped = layouts.wells_of(name)
        called = f"plate {plate}" if plate else "the plate"
        if not set(wells) & set(mapped):
            msg = (
                f"{layouts.table.source}: the map {name} has none of the wells that were read in "
                f"{called}: {shown_wells(sorted(set(wells)))}"
            )
            raise UnreadableInputError(msg)
        size = drawn or full_format(wells)
        beyond = sorted({well for well in mapped if size is not None and not fits(well, size)})
        if beyond:
            msg = (
                f"{layouts.table.source}: the map {name} has {len(beyond)} wells that a plate of "
                f"{size} does not have: {shown_wells(beyond)}; {called} was read as one, so that "
                "this is the map of another plate, or the wells are wrong"
            )
            raise UnreadableInputError(msg)
        of_map = layouts.table.plate_format or full_format(mapped)
        outside = sorted({w for w in wells if of_map is not None and not fits(w, of_map)})
        if outside:
            msg = (
                f"{layouts.table.source}: the map {name} is one of {of_map} wells, but {called} "
                f"was read in {len(outside)} wells beyond it: {shown_wells(outside)}; it is the "
                "map of another plate, or the wells are wrong"
            )
            raise UnreadableInputError(msg)


def full_format(wells: Sequence[Well]) -> int | None:
    """Return the wells of a plate if most of them are there and it is no small plate, else None.

    Examples
    --------
    >>> from aivc.adapters.plates.wells import Well
    >>> rows = [Well(r, c) for r in range(1, 9) for c in range(1, 13)]
    >>> full_format(rows), full_format(rows[:40])
    (96, None)
    """
    size = smallest_format(wells)
    is_full = size is not None and len(set(wells)) >= FULL * size
    return size if is_full and size is not None and size >= LEAST_FULL else None


def wells_by_plate(places: Sequence[Place]) -> dict[str, list[Well]]:
    """Return the wells of each plate, in order."""
    found: dict[str, list[Well]] = {}
    for plate, well in places:
        found.setdefault(plate, []).append(well)
    return found
