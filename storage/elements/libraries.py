"""The sections of a table that ``uns/spatial`` tells of, as scanpy lays out those of Visium."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.storage.model import ColumnKind

if TYPE_CHECKING:
    from aivc.storage.model import Table

KEY = "spatial"
LIBRARY_COLUMN = "library_id"
_OF_TEXT = frozenset({ColumnKind.CATEGORICAL, ColumnKind.STRING})
SPOT_UM = 65.0
"""What ``spot_diameter_fullres`` is the pixels of, ten micrometres more than a spot of Visium has:
https://www.10xgenomics.com/support/software/space-ranger/latest/analysis/outputs/spatial-outputs."""


@dataclass(frozen=True, slots=True)
class Library:
    """A section: what is known of its scale, and its pictures.

    Attributes
    ----------
    name
        Its key.
    scale_factors
        As Space Ranger writes them; empty where there are none.
    pictures
        Names such as ``hires``, sorted.
    """

    name: str
    scale_factors: Mapping[str, Any]
    pictures: tuple[str, ...]

    @property
    def home(self) -> str:
        """Path of the group of its pictures."""
        return f"uns/{KEY}/{self.name}/images"

    def number(self, key: str) -> float | None:
        """Return a scale factor that is a number above zero."""
        value = self.scale_factors.get(key)
        return float(value) if isinstance(value, int | float) and value > 0 else None

    def factor_of(self, picture: str) -> float | None:
        """Return by how much a picture is smaller than the image that was taken."""
        return self.number(f"tissue_{picture}_scalef")

    @property
    def fullres_pixel(self) -> float | None:
        """Micrometres of a pixel of the image that was taken.

        It is stated where places are bins, whose size has nothing to do with that of a spot;
        elsewhere it follows from the spots.
        """
        stated, spot = self.number("microns_per_pixel"), self.number("spot_diameter_fullres")
        if stated is not None or spot is None:
            return stated
        size = self.number("bin_size_um") or SPOT_UM
        return size / spot


def libraries_of(table: Table) -> tuple[Library, ...]:
    """Return the sections of a table, sorted by name.

    Raises
    ------
    UnreadableInputError
        ``uns/spatial`` cannot be decoded.
    """
    held = table.uns(KEY) if KEY in table.uns_keys else None
    return tuple(
        Library(str(name), _mapping(content, "scalefactors"), _names(content))
        for name, content in sorted(held.items() if isinstance(held, Mapping) else ())
        if isinstance(content, Mapping)
    )


def library_column(table: Table) -> str | None:
    """Return the column of obs that says of which section each row is, None where none does.

    Every value of it is the name of a section; ``library_id``, as scanpy calls it, goes first.

    Raises
    ------
    UnreadableInputError
        ``uns/spatial``, or a column of text, cannot be decoded.
    """
    names = {library.name for library in libraries_of(table)}
    if not names:
        return None
    texts = [one.name for one in table.obs.columns if one.kind in _OF_TEXT]
    for name in sorted(texts, key=lambda name: name != LIBRARY_COLUMN):
        column = table.obs.column(name)
        used = {column.categories[code] for code in set(column.codes.tolist()) if code >= 0}
        if used and used <= names:
            return name
    return None


def _names(content: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(map(str, _mapping(content, "images"))))


def _mapping(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    held = content.get(key)
    return held if isinstance(held, Mapping) else {}
