"""The arrays of images and labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from aivc.storage.dataset import OpenedDataset
from aivc.storage.errors import MissingElementError, UnreadableInputError
from aivc.storage.model import SpatialElement
from aivc.storage.node import ArrayNode, GroupNode, join

if TYPE_CHECKING:
    from aivc.storage.model import Dataset

_COLOURS = frozenset({1, 3, 4})
"""Channels of a picture: grey, colours, colours with transparency."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """An image or labels as stored.

    Attributes
    ----------
    path
        Path in the container.
    axes
        Names of the axes of its arrays.
    levels
        Its resolutions, the finest first.
    scales
        For each resolution, pixels of the finest that one of its pixels spans along each axis.
    channels
        Names of the channels; empty where none are told.
    """

    path: str
    axes: tuple[str, ...]
    levels: tuple[ArrayNode, ...]
    scales: tuple[tuple[float, ...], ...]
    channels: tuple[str, ...] = ()


def raster_of(dataset: Dataset, wanted: SpatialElement | str) -> Raster:
    """Find an image or labels.

    Parameters
    ----------
    dataset
        The opened container.
    wanted
        An element, its name or path (``images/he``), or the path of an array, as of the pictures
        that Visium files keep (``uns/spatial/V1/images/hires``).

    Raises
    ------
    MissingElementError
        There is no such element.
    UnreadableInputError
        It is no image, or is damaged.
    """
    dataset = _opened(dataset)
    element = wanted if isinstance(wanted, SpatialElement) else _named(dataset, wanted)
    if element is not None:
        return _pyramid(dataset, element)
    path = str(wanted).strip("/")
    node = dataset.root.child(path) or dataset.root.child(join("uns", path))
    if not isinstance(node, ArrayNode):
        known = ", ".join(e.path for e in dataset.elements if e.kind in {"image", "labels"})
        msg = f"{dataset.path} has no image {path!r}; " + (f"it has {known}" if known else "none")
        raise MissingElementError(msg)
    return Raster(node.path, _axes_of_picture(node), (node,), ((1.0,) * len(node.shape),))


def finest_array(dataset: Dataset, element: SpatialElement) -> ArrayNode:
    """Return the array of an element with the most values, whether or not its axes are named.

    Raises
    ------
    UnreadableInputError
        A resolution is not there.
    """
    arrays = _arrays(_opened(dataset), element)
    return max(arrays, key=lambda array: prod(array.shape))


def _opened(dataset: Dataset) -> OpenedDataset:
    if not isinstance(dataset, OpenedDataset):
        msg = f"{dataset.path} was not opened as a container, and holds no images"
        raise UnreadableInputError(msg)
    return dataset


def _named(dataset: Dataset, wanted: str) -> SpatialElement | None:
    rasters = [e for e in dataset.elements if e.kind in {"image", "labels"}]
    by_path = [e for e in rasters if e.path == wanted.strip("/")]
    found = by_path or [e for e in rasters if e.name == wanted]
    return found[0] if len(found) == 1 else None


def _pyramid(dataset: OpenedDataset, element: SpatialElement) -> Raster:
    axes = tuple(str(axis) for axis in element.attributes.get("axes") or ())
    arrays = _arrays(dataset, element)
    if any(len(array.shape) != len(axes) for array in arrays) or len(set(axes)) < len(axes):
        msg = (
            f"{element.path} names the axes {', '.join(axes) or '(none)'}, but its arrays have "
            f"{len(arrays[0].shape)} dimensions"
        )
        raise UnreadableInputError(msg)
    arrays, scales = _ordered(arrays, _declared_scales(dataset, element))
    channels = tuple(map(str, element.attributes.get("channels") or ()))
    return Raster(element.path, axes, tuple(arrays), tuple(scales), channels)


def _levels(element: SpatialElement) -> list[str]:
    return [str(level) for level in element.attributes.get("levels") or ()]


def _arrays(dataset: OpenedDataset, element: SpatialElement) -> list[ArrayNode]:
    names = _levels(element)
    levels = [dataset.root.child(join(element.path, name)) for name in names]
    arrays = [level for level in levels if isinstance(level, ArrayNode)]
    if not arrays or len(arrays) < len(names):
        msg = f"{element.path} names resolutions that are not there; copy it again"
        raise UnreadableInputError(msg)
    return arrays


Scale = tuple[float, ...]


def _ordered(
    arrays: list[ArrayNode], declared: list[Scale | None]
) -> tuple[list[ArrayNode], list[Scale]]:
    """Put the finest first, and tell what each pixel spans, by the metadata or else by shapes."""
    order = sorted(range(len(arrays)), key=lambda k: [-n for n in arrays[k].shape])
    finest, first = arrays[order[0]], declared[order[0]]
    scales = []
    for k in order:
        own = declared[k]
        by_shape = tuple(a / max(1, b) for a, b in zip(finest.shape, arrays[k].shape, strict=True))
        if own is None or first is None:
            scales.append(by_shape)
        else:
            scales.append(tuple(a / b for a, b in zip(own, first, strict=True)))
    return [arrays[k] for k in order], scales


def _declared_scales(dataset: OpenedDataset, element: SpatialElement) -> list[Scale | None]:
    group = dataset.root.child(element.path)
    attributes: Mapping[str, Any] = group.attributes if isinstance(group, GroupNode) else {}
    below = attributes.get("ome")
    multiscales = (below if isinstance(below, Mapping) else attributes).get("multiscales")
    first = multiscales[0] if isinstance(multiscales, list) and multiscales else None
    listed = first.get("datasets") if isinstance(first, Mapping) else None
    rank = len(element.attributes.get("axes") or ())
    by_name = {
        str(level.get("path")): _scale(level.get("coordinateTransformations"), rank)
        for level in (listed if isinstance(listed, list) else ())
        if isinstance(level, Mapping)
    }
    return [by_name.get(name) for name in _levels(element)]


def _scale(declared: Any, rank: int) -> Scale | None:
    steps = declared if isinstance(declared, list) else []
    for step in steps:
        values = step.get("scale") if isinstance(step, Mapping) else None
        if not isinstance(values, list) or len(values) != rank:
            continue
        if all(isinstance(v, int | float) and v > 0 for v in values):
            return tuple(float(v) for v in values)
    return None


def _axes_of_picture(node: ArrayNode) -> tuple[str, ...]:
    shape = node.shape
    if len(shape) == 2:
        return ("y", "x")
    if len(shape) == 3 and shape[-1] in _COLOURS:
        return ("y", "x", "c")
    if len(shape) == 3 and shape[0] in _COLOURS:
        return ("c", "y", "x")
    msg = f"{node.path} has the shape {shape}, which is not that of a picture"
    raise UnreadableInputError(msg)
