"""From images and labels to a SpatialData store with a table of the labelled objects."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints
from aivc.adapters.ome_zarr.card import card_of
from aivc.adapters.ome_zarr.dataset import PixelDataset
from aivc.adapters.ome_zarr.elements import PixelElement, element_name
from aivc.adapters.ome_zarr.finding import Found, images_in, open_stores, root_attributes
from aivc.adapters.ome_zarr.object_table import object_table
from aivc.adapters.ome_zarr.pairing import level_like, pairs_of
from aivc.adapters.ome_zarr.plates import read_plate
from aivc.adapters.ome_zarr.sliced import SlicedArray, slicing_of

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.ome_zarr.finding import FoundImages, OpenedStore
    from aivc.adapters.ome_zarr.ngff import Pyramid
    from aivc.adapters.ome_zarr.pairing import Pair
    from aivc.storage.made.dataset import MadeTable


def read_source(source: Path, log: ConversionNotes) -> SourceReading:
    """Read a plate, or images with labels.

    Raises
    ------
    UnreadableInputError
        There is no image, an image has no labels, labels fit no image or several, or the store is
        damaged.
    """
    with ExitStack() as closing:
        stores = open_stores(source, closing)
        plate = root_attributes(stores[0]).get("plate") if len(stores) == 1 else None
        if isinstance(plate, dict):
            _note_files(stores, source, log)
            return read_plate(stores[0], plate, log)
        found = images_in(stores)
        pairs = pairs_of(found, source)
        _note_files(stores, source, log)
        return _reading(source, found, pairs, log, closing.pop_all())


def _reading(
    source: Path, found: FoundImages, pairs: list[Pair], log: ConversionNotes, closing: ExitStack
) -> SourceReading:
    try:
        elements: dict[str, PixelElement] = {}
        images: dict[int, PixelElement] = {}
        for image, _ in found.images:
            element = _image_element(image, elements)
            images[id(image)] = element
            said = "its pixels are copied as they are stored"
            log.mapped(image.origin, element.path, said)
        tables: list[MadeTable] = []
        for pair in pairs:
            tables += _tables(pair, images[id(pair.image)], elements, log)
        listed = list(elements.values())
    except BaseException:
        closing.close()
        raise
    dataset = PixelDataset(source, tables, listed, closing.close)
    return SourceReading(dataset, Hints(card=card_of(listed)))


def _image_element(image: Found, elements: dict[str, PixelElement]) -> PixelElement:
    name = element_name(image.name, elements)
    slicing = slicing_of(image.pyramid, image.origin)
    channels = tuple(_channels(image.pyramid))
    elements[name] = PixelElement(name, "image", image.pyramid, slicing, channels)
    return elements[name]


def _tables(
    pair: Pair, image: PixelElement, elements: dict[str, PixelElement], log: ConversionNotes
) -> list[MadeTable]:
    pyramid = pair.labels.pyramid
    named = _channels(pyramid) if pyramid.length("c") > 1 else [pair.labels.name]
    level = level_like(pair.image.pyramid, pyramid)
    tables = []
    for channel, written in enumerate(named):
        name = element_name(written, elements)
        slicing = slicing_of(pyramid, pair.labels.origin, channel=channel)
        element = PixelElement(name, "labels", pyramid, slicing)
        elements[name] = element
        note = log.mapped if pair.labels.is_certain else log.inferred
        note(_called(pair.labels, written, named), element.path, pair.labels.because)
        table = element_name(f"{name}_measurements", elements)
        values = SlicedArray(pyramid.store, pyramid.levels[0], slicing)
        pixels = SlicedArray(pair.image.pyramid.store, level, image.slicing)
        made = object_table(table, element, image, pixels, values)
        said = f"area, centre and mean of each channel of {image.name} were measured by label"
        log.added(f"tables/{table}", said, table=made.name, n_rows=made.n_obs)
        # A row was made of each object.
        elements[name] = replace(element, n_objects=made.n_obs)
        tables.append(made)
    return tables


def _called(labels: Found, channel: str, channels: list[str]) -> str:
    return labels.origin if len(channels) == 1 else f"{labels.origin}, channel {channel}"


def _channels(pyramid: Pyramid) -> list[str]:
    """Return the names of channels; those that the metadata do not name get their number."""
    number = pyramid.length("c")
    omero = pyramid.attributes.get("omero")
    listed = omero.get("channels") if isinstance(omero, dict) else None
    if not isinstance(listed, list) or len(listed) != number:
        return [f"channel_{place}" for place in range(number)]
    labels = [entry.get("label") if isinstance(entry, dict) else None for entry in listed]
    return [
        f"channel_{place}" if label in (None, "") else str(label)
        for place, label in enumerate(labels)
    ]


def _note_files(stores: list[OpenedStore], source: Path, log: ConversionNotes) -> None:
    for opened in stores:
        if opened.path.is_file():
            log.read_file(opened.path)
            continue
        names = ("zarr.json", ".zattrs")
        for path in (opened.path / name for name in names):
            if path.is_file():
                log.read_file(path)
        if (opened.path / "OME" / "METADATA.ome.xml").is_file():
            said = "it repeats what the microscope said; it stays in the store"
            log.left_alone(f"{opened.path.name}/OME/METADATA.ome.xml", said)
    if source.is_dir() and all(opened.path != source for opened in stores):
        known = {opened.path for opened in stores}
        for path in sorted(source.iterdir()):
            if path not in known and not path.name.startswith("."):
                log.left_alone(path.name, "it is no OME-Zarr store")
