"""The cells of one table, and how they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.cell_positions.column_kinds import IDENTIFIERS, SAMPLES, plain
from aivc.adapters.space.joining import values_of_texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.adapters.cell_positions.column_kinds import ColumnKinds
    from aivc.adapters.cell_positions.intensities import ImagePart
    from aivc.adapters.contract.log import ConversionNotes
    from aivc.storage.records.texts import Texts

ROW_NAMES = "row_names"
NAMELESS = dict.fromkeys(("", "Unnamed: 0", "__index_level_0__", "_index"), ROW_NAMES)
"""What programs call row names that have no name of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class ImageCells:
    """The cells of one table."""

    name: str
    part: ImagePart
    kinds: ColumnKinds
    texts: dict[str, Texts]
    coordinates: NDArray[np.float64]

    @property
    def markers(self) -> list[str]:
        """Names of the intensities."""
        return [self.part.table.names[place] for place in self.kinds.markers]


def names_of(images: list[ImageCells], log: ConversionNotes) -> tuple[list[str], bool]:
    """Return identifiers of cells, and whether those without a name of their own gave them all."""
    several = len(images) > 1
    found: list[str] = []
    columns = set()
    for image in images:
        own, column = _identifiers(image, log)
        columns.add(column)
        found += [f"{image.name}_{name}" for name in own] if several else own
    return found, columns == {ROW_NAMES}


def _identifiers(image: ImageCells, log: ConversionNotes) -> tuple[list[str], str]:
    """Return the identifiers of cells, with those of their image where they repeat."""
    candidates = [name for name in image.texts if plain(name) in IDENTIFIERS]
    candidates += [name for name in image.texts if name == ROW_NAMES]
    for named in candidates:
        cells = values_of_texts(image.texts[named])
        if "" not in cells and len(set(cells)) == len(cells):
            log.mapped(named, "names of the rows", "it is the identifier of each cell")
            return cells, named
        for sample in SAMPLES:
            column = next((name for name in image.texts if plain(name) == sample), None)
            if column is None:
                continue
            images = values_of_texts(image.texts[column])
            joint = [f"{a}_{b}" for a, b in zip(images, cells, strict=True)]
            if "" not in cells and len(set(joint)) == len(joint):
                said = f"{named} repeats, and {column} tells its cells apart"
                log.mapped(f"{column}, {named}", "names of the rows", said)
                return joint, named
    log.added(
        "names of the rows", f"no column of {image.name} tells all cells apart; they are numbered"
    )
    return [str(row) for row in range(image.part.n_rows)], ""
