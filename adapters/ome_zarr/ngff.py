"""What the metadata of an OME-Zarr image say, in versions 0.1 to 0.5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from aivc.storage.errors import UnreadableInputError
from aivc.storage.node import join, safe_segments
from aivc.storage.zarr.header import ArrayHeader, GroupHeader
from aivc.storage.zarr.metadata import read_header

if TYPE_CHECKING:
    from aivc.storage.zarr.stores import Store

_USUAL_AXES = ("t", "c", "z", "y", "x")
"""Axes of versions 0.1 and 0.2, which do not name them."""

SPACE = ("z", "y", "x")


@dataclass(frozen=True, slots=True)
class Level:
    """One resolution of an image.

    Attributes
    ----------
    path
        Path of its array in the store.
    header
        What its metadata say.
    scale, translation
        From its pixels to the coordinates of the image, one number for each axis.
    """

    path: str
    header: ArrayHeader
    scale: tuple[float, ...]
    translation: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Pyramid:
    """An image or labels in several resolutions.

    Attributes
    ----------
    store
        Where its arrays are.
    path
        Path of its group in the store.
    axes
        Names of the axes.
    units
        Units of the axes, empty where none is given.
    levels
        The resolutions, the finest first.
    attributes
        The attributes of the group, those below ``ome`` in version 0.5.
    """

    store: Store
    path: str
    axes: tuple[str, ...]
    units: tuple[str, ...]
    levels: tuple[Level, ...]
    attributes: Mapping[str, Any]

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the finest resolution."""
        return self.levels[0].header.shape

    @property
    def says_labels(self) -> bool:
        """Whether the metadata say that the values are labels of objects."""
        return "image-label" in self.attributes

    def length(self, axis: str) -> int:
        """Return the length of an axis in the finest resolution, 1 where there is none."""
        return self.shape[self.axes.index(axis)] if axis in self.axes else 1


def ome_attributes(attributes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the attributes that OME-NGFF defines; version 0.5 puts them below ``ome``."""
    below = attributes.get("ome")
    return below if isinstance(below, Mapping) else attributes


def group_attributes(store: Store, path: str) -> Mapping[str, Any] | None:
    """Return the OME attributes of a group, None where there is no group.

    Raises
    ------
    UnreadableInputError
        Its metadata are damaged.
    """
    header = read_header(store, path)
    return ome_attributes(header.attributes) if isinstance(header, GroupHeader) else None


def read_pyramid(store: Store, path: str, origin: str) -> Pyramid | None:
    """Read the metadata of an image, None where there is no image at a path.

    Parameters
    ----------
    store
        The store.
    path
        Path of a group in it.
    origin
        The store, for messages.

    Raises
    ------
    UnreadableInputError
        The metadata are damaged, or name arrays that are not there.
    """
    attributes = group_attributes(store, path)
    declared = None if attributes is None else attributes.get("multiscales")
    if attributes is None or not isinstance(declared, list) or not declared:
        return None
    where = join(origin, path)
    multiscale = declared[0]
    datasets = multiscale.get("datasets") if isinstance(multiscale, Mapping) else None
    if not isinstance(datasets, list) or not datasets:
        msg = f"{where} declares an image without datasets; write its metadata again"
        raise UnreadableInputError(msg)
    levels = [_level(store, path, dataset, multiscale, where) for dataset in datasets]
    levels.sort(key=lambda level: -_size(level))
    ranks = {len(level.header.shape) for level in levels}
    rank = len(levels[0].header.shape)
    axes, units = _axes(multiscale.get("axes"), rank)
    if len(ranks) > 1 or len(axes) != rank or len(set(axes)) != rank:
        msg = f"{where} names the axes {', '.join(axes)}, but its arrays have {rank} dimensions"
        raise UnreadableInputError(msg)
    return Pyramid(store, path, axes, units, tuple(levels), attributes)


def _level(
    store: Store, path: str, dataset: Any, multiscale: Mapping[str, Any], where: str
) -> Level:
    named = dataset.get("path") if isinstance(dataset, Mapping) else None
    if not isinstance(named, str) or safe_segments(named) is None:
        msg = f"{where} names the resolution {named!r}, which is no path of an array inside it"
        raise UnreadableInputError(msg)
    header = read_header(store, join(path, named))
    if not isinstance(header, ArrayHeader):
        msg = f"{where} names the resolution {named!r}, but there is no such array; copy it again"
        raise UnreadableInputError(msg)
    rank = len(header.shape)
    scale, translation = _transform(dataset, rank, where)
    outer_scale, outer_translation = _transform(multiscale, rank, where)
    return Level(
        join(path, named),
        header,
        tuple(a * b for a, b in zip(scale, outer_scale, strict=True)),
        tuple(
            t * s + o for t, s, o in zip(translation, outer_scale, outer_translation, strict=True)
        ),
    )


def _transform(
    part: Mapping[str, Any], rank: int, where: str
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return scale and translation; what is neither, or has another rank, counts as none."""
    scale, translation = [1.0] * rank, [0.0] * rank
    declared = part.get("coordinateTransformations")
    for step in declared if isinstance(declared, list) else ():
        numbers = _numbers(step, rank)
        if numbers is None:
            continue
        if not all(map(isfinite, numbers)):
            msg = f"{where} has the {step['type']} {numbers}; expected finite numbers"
            raise UnreadableInputError(msg)
        if step["type"] == "scale":
            scale = [a * b for a, b in zip(scale, numbers, strict=True)]
            translation = [a * b for a, b in zip(translation, numbers, strict=True)]
        elif step["type"] == "translation":
            translation = [a + b for a, b in zip(translation, numbers, strict=True)]
    return tuple(scale), tuple(translation)


def _numbers(step: Any, rank: int) -> list[float] | None:
    kind = step.get("type") if isinstance(step, Mapping) else None
    values = step.get(kind) if isinstance(kind, str) else None
    if not isinstance(values, list) or len(values) != rank:
        return None
    are_numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
    return values if are_numbers else None


def _axes(declared: Any, rank: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(declared, list):
        return _USUAL_AXES[-rank:], ("",) * min(rank, len(_USUAL_AXES))
    named = [axis if isinstance(axis, Mapping) else {"name": axis} for axis in declared]
    names = tuple(str(axis.get("name", "")).lower() for axis in named)
    return names, tuple(str(axis.get("unit") or "") for axis in named)


def _size(level: Level) -> int:
    size = 1
    for length in level.header.shape:
        size *= length
    return size
