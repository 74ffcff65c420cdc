"""What is measured of images, of transcripts, and of spots and other units in space."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aivc.validators.facts.scale.model import NONE_AFFECTED, Affected

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PixelFacts:
    """How large a pixel is in a coordinate system.

    ``steps`` are what one pixel along x, y and, of an image with planes, z spans there;
    ``micrometres`` is the unit of the system, None where neither card nor file tells it.
    """

    system: str
    steps: tuple[float, ...]
    micrometres: float | None


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """An image of the file, as its header has it.

    Where ``problem`` says why it could not be opened, nothing else is known.
    """

    path: str
    problem: str = ""
    axes: tuple[str, ...] = ()
    shape: tuple[int, ...] = ()
    """Lengths of the axes at the finest resolution."""
    dtype: str = ""
    channels: tuple[str, ...] = ()
    is_named: bool = False
    """Whether the file names its channels; they are numbered otherwise."""
    n_levels: int = 0
    pixels: tuple[PixelFacts, ...] = ()
    """One for each coordinate system that the image is placed in."""
    placing_problem: str = ""
    """Why it could not be told how it is placed."""
    blank: tuple[str, ...] = ()
    """Channels of which every pixel has the same value."""
    pixels_problem: str = ""
    """Why pixels could not be looked at; empty also where the level does not ask for it."""


@dataclass(frozen=True, slots=True)
class CountedTable:
    """A table of the operator that decoded transcripts, and what its features are called there.

    ``names`` has one entry per row of var, from the index or the column of var, ``column``, that
    has most names in common with the transcripts.
    """

    path: str
    column: str
    names: tuple[str, ...]
    n_regions: int
    """Elements that its rows annotate."""


@dataclass(frozen=True, slots=True)
class DecodedFacts:
    """The transcripts of one operator.

    ``counts`` and ``kept`` have one entry per name: transcripts, and those of them whose quality
    reaches the threshold; None where the level does not allow to read them.
    """

    operator_id: str
    pointer: str
    element: str
    problem: str = ""
    """Why the element cannot be read; empty where it can."""
    columns: tuple[str, ...] = ()
    column: str = ""
    """That names what was decoded; empty where neither card nor file tells which."""
    n_rows: int = 0
    names: tuple[str, ...] = ()
    counts: NDArray[np.int64] | None = None
    kept: NDArray[np.int64] | None = None
    n_unnamed: int = 0
    n_below: int = 0
    """Transcripts with a quality below the threshold."""
    n_without_quality: int = 0
    smallest_quality: float = float("nan")
    rows_problem: str = ""
    """Why rows could not be read."""
    tables: tuple[CountedTable, ...] = ()


@dataclass(frozen=True, slots=True)
class SpotFacts:
    """The spots of one section, as their places have them.

    Lengths are in the unit of the places; ``micrometres`` is that unit in micrometres, None where
    neither card nor file tells it.
    """

    table: str
    pointer: str
    """Of the operator in the card."""
    section: str
    place: str
    """Where the places were read, such as ``obsm/spatial``."""
    n_spots: int = 0
    problem: str = ""
    pitch: float = float("nan")
    micrometres: float | None = None
    diameter: float = float("nan")
    geometry: str = ""
    """``hexagonal`` or ``square`` where the places show a regular grid; empty otherwise."""
    off: Affected = NONE_AFFECTED
    """Spots that lie more than half a pitch from where their row and column say."""


@dataclass(frozen=True, slots=True)
class InsideFacts:
    """Units of a table, and the images of the coordinate system that they are in."""

    table: str
    place: str
    images: tuple[str, ...]
    n_units: int
    outside: Affected = NONE_AFFECTED


@dataclass(frozen=True, slots=True)
class AnnotatingFacts:
    """Rows of a table that annotates elements, and what is wrong with what they annotate.

    ``instance_key`` names the column of the ids, ``region`` the elements whose units were looked
    at, and ``region_key`` the column that names the element of each row.
    """

    table: str
    instance_key: str
    region: tuple[str, ...]
    n_rows: int
    without_unit: Affected = NONE_AFFECTED
    """Rows whose unit is in none of these elements."""
    region_key: str = ""
    absent: tuple[str, ...] = ()
    """Elements that rows name and the file does not have."""
    of_absent: Affected = NONE_AFFECTED
    """The rows that name them."""
    repeated: Affected = NONE_AFFECTED
    """Units that several rows annotate."""

    @property
    def looked_at(self) -> str:
        """The elements whose units were looked at, three of them by name."""
        n_further = len(self.region) - 3
        named = ", ".join(self.region[:3]) or "its elements"
        return f"{named} and {n_further} more" if n_further > 0 else named


@dataclass(frozen=True, slots=True)
class ImagingFacts:
    """Everything that was measured of images and of places in them."""

    images: tuple[ImageFacts, ...] = ()
    decoded: tuple[DecodedFacts, ...] = ()
    spots: tuple[SpotFacts, ...] = ()
    inside: tuple[InsideFacts, ...] = ()
    not_placed: Mapping[str, str] = field(default_factory=dict)
    """Tables whose units could not be placed, with the reason."""
    annotating: tuple[AnnotatingFacts, ...] = ()

    def image(self, path: str | None) -> ImageFacts | None:
        """Return the image at a path, or None."""
        return next((image for image in self.images if image.path == path), None)
