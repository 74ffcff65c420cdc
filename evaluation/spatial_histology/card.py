"""What a benchmark adds to the card of its data: images, tiles, the link to them, and readouts."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.evaluation.spatial_histology.card_editor import CardEditor
from aivc.evaluation.spatial_histology.readouts import wanted_readouts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aivc.evaluation.spatial_histology.units import Units


@dataclass(frozen=True, slots=True)
class UsedImage:
    """An image that tiles are cut from; ``pixel_um`` is None where its scale is not known."""

    path: str
    is_rgb: bool
    channels: tuple[str, ...]
    pixel_um: float | None


@dataclass(frozen=True, slots=True)
class GeneSets:
    """A file of gene sets beside the card."""

    path: str
    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CellTypes:
    """A column with cell types, and the matrix of the cells that have them."""

    column: str
    matrix: str
    scale: str


@dataclass(frozen=True, slots=True)
class Region:
    """The table of units that an image shows, beside the card."""

    path: str
    sha256: str
    n_rows: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a benchmark is made of."""

    units: Units
    images: Sequence[UsedImage]
    region: Region
    image_set: str = ""
    """Set of the card that the images are units of, where units are to be linked to it."""
    gene_sets: GeneSets | None = None
    cell_types: CellTypes | None = None


@dataclass(frozen=True, slots=True)
class Extended:
    """A card with what was added.

    Attributes
    ----------
    card
        Plain data.
    added
        What was added, in words.
    link_id
        Link from units to tiles whose coverage is to be counted; empty where the card had one.
    n_before
        Entries that each list of the card had.
    """

    card: dict[str, Any]
    added: tuple[str, ...]
    link_id: str
    n_before: Mapping[str, int]


def extend(card: Mapping[str, Any], wanted: Wanted) -> Extended:
    """Add to a card what the benchmark needs and the card lacks.

    Parameters
    ----------
    card
        Plain data of a ``DatasetCard``.
    wanted
        What the benchmark is made of.

    Notes
    -----
    Where the card already links the units to the set of the images, its link is kept. Where it has
    such a set and no link, one is added. Otherwise each unit gets a tile of its own, which is a
    unit of the same scale. A table beside the card says which units an image shows. Only what a
    draft guessed of an image gives way to that.
    """
    editor = CardEditor(deepcopy(dict(card)))
    n_before = {slot: len(value) for slot, value in card.items() if isinstance(value, list)}
    units = wanted.units
    unit_set = editor.unit_set(units)
    declared = editor.ids("images")
    new = [image for image in wanted.images if image.path not in declared]
    sets = editor.sets_of_images([image.path for image in wanted.images])
    link_id = ""
    if wanted.image_set:
        link_id = editor.link(wanted, unit_set, wanted.image_set)
    elif new or not all(one and editor.is_linked(unit_set, one) for one in sets):
        loose = editor.guessed_images(image.path for image in wanted.images)
        tiles = editor.tiles(units, unit_set)
        for image in new:
            editor.image(image, units, tiles)
        for entry in loose:
            editor.at_tiles(entry, units, tiles)
        link_id = editor.link(wanted, unit_set, tiles)
    for readout in wanted_readouts(wanted):
        editor.readout(*readout)
    return Extended(editor.card, tuple(editor.added), link_id, n_before)


def image_set_to_link(card: Mapping[str, Any], units: Units, paths: Sequence[str]) -> str:
    """Return the set that all of these images are of and that no link of the units leads to.

    It is empty where images have no set, several, one at the scale of the units, or a link.
    """
    editor = CardEditor(deepcopy(dict(card)))
    sets = editor.sets_of_images(paths)
    name = next(iter(sets)) if len(sets) == 1 else ""
    scales = {one.get("unit_set_id"): one.get("scale") for one in card.get("unit_sets") or []}
    mine = units.unit_set.unit_set_id if units.unit_set is not None else None
    if not name or mine is None or scales.get(name) in {None, units.scale}:
        return ""
    return "" if editor.is_linked(mine, name) else name
