"""Which labels lie on which image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.ome_zarr.ngff import SPACE
from aivc.storage.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.adapters.ome_zarr.finding import Found, FoundImages
    from aivc.adapters.ome_zarr.ngff import Level, Pyramid


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Labels and the image that they lie on."""

    labels: Found
    image: Found


def pairs_of(found: FoundImages, source: Path) -> list[Pair]:
    """Return which labels lie on which image.

    Raises
    ------
    UnreadableInputError
        There is no image or there are no labels, or labels fit no image or several.
    """
    if not found.images:
        what = "labels but no image" if found.labels else "no OME-Zarr image"
        msg = (
            f"{source} holds {what}; name a store with multiscales, or the folder that holds the "
            "image and its labels"
        )
        raise UnreadableInputError(msg)
    pairs = [Pair(labels, image) for image, inside in found.images for labels in inside]
    pairs += [Pair(labels, _image_for(labels, found)) for labels in found.labels]
    if not pairs:
        msg = (
            f"{source} is an image without labels: a table has one row for each observation, and "
            "an image alone says of no object where it is; put the labels of a segmentation into "
            "its group labels, or beside it in one folder as NAME_labels.ome.zarr"
        )
        raise UnreadableInputError(msg)
    for pair in pairs:
        if _level_or_none(pair.image.pyramid, pair.labels.pyramid) is None:
            raise _other_grid(pair.labels, pair.image)
    return pairs


def _image_for(labels: Found, found: FoundImages) -> Found:
    images = [image for image, _ in found.images]
    fitting = [i for i in images if _level_or_none(i.pyramid, labels.pyramid) is not None]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise _other_grid(labels, images[0])
    named = ", ".join(image.name for image in fitting[:4])
    msg = (
        f"{labels.origin} may belong to each of {len(fitting)} images ({named}); put each image "
        "and its labels into a folder of their own"
    )
    raise UnreadableInputError(msg)


def _other_grid(labels: Found, image: Found) -> UnreadableInputError:
    ours, theirs = (
        _space(labels.pyramid.shape, labels.pyramid),
        _space(image.pyramid.shape, image.pyramid),
    )
    return UnreadableInputError(
        f"{labels.origin} has {_by(ours)} pixels, but no resolution of {image.origin} has that "
        f"size (the finest has {_by(theirs)}); labels and image must lie on one grid"
    )


def level_like(image: Pyramid, labels: Pyramid) -> Level:
    """Return the resolution of an image that has the size of labels.

    Raises
    ------
    UnreadableInputError
        There is none.
    """
    found = _level_or_none(image, labels)
    if found is None:
        msg = f"{labels.path} fits no resolution of {image.path}"
        raise UnreadableInputError(msg)
    return found


def _level_or_none(image: Pyramid, labels: Pyramid) -> Level | None:
    wanted = _space(labels.shape, labels)
    return next((v for v in image.levels if _space(v.header.shape, image) == wanted), None)


def _space(shape: tuple[int, ...], pyramid: Pyramid) -> tuple[int, ...]:
    lengths = dict(zip(pyramid.axes, shape, strict=True))
    return tuple(lengths.get(axis, 1) for axis in SPACE)


def _by(lengths: tuple[int, ...]) -> str:
    return " x ".join(f"{n:,}" for n in (lengths if lengths[0] > 1 else lengths[1:]))
