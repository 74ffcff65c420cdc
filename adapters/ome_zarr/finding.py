"""Find images and labels in a store, in a series of images, or in a folder of stores."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aivc.adapters.ome_zarr.ngff import group_attributes, read_pyramid
from aivc.adapters.peeking import MOST_NAMES
from aivc.storage.errors import UnreadableInputError
from aivc.storage.node import join, safe_segments
from aivc.storage.problems import ProblemLog
from aivc.storage.zarr.archive import ZipStore
from aivc.storage.zarr.container import is_store
from aivc.storage.zarr.directory import DirectoryStore

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import ExitStack
    from pathlib import Path

    from aivc.adapters.ome_zarr.ngff import Pyramid
    from aivc.storage.zarr.stores import Store

SERIES = "bioformats2raw.layout"
"""Attribute of a store in which bioformats2raw put the images of one file side by side."""

_LABEL_WORDS = re.compile(
    r"(^|[^a-z])(segmentations?|seg|labels?|label[-_]?image|masks?)([^a-z]|$)", re.IGNORECASE
)
_SUFFIXES = re.compile(r"(\.ome)?\.zarr(\.zip)?$|\.zip$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """A store, what it is called, and where it lies."""

    name: str
    store: Store
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An image or labels.

    Attributes
    ----------
    name
        What the source calls it.
    pyramid
        Its arrays.
    origin
        The store and the path in it, for notes and messages.
    because
        How it is known what it is.
    is_certain
        Whether the metadata say so, or a name.
    """

    name: str
    pyramid: Pyramid
    origin: str
    because: str = ""
    is_certain: bool = True


@dataclass(slots=True)
class FoundImages:
    """Images with the labels that lie inside them, and labels that lie beside.

    Attributes
    ----------
    images
        Each image with its labels.
    labels
        Labels that lie in no image.
    """

    images: list[tuple[Found, list[Found]]] = field(default_factory=list)
    labels: list[Found] = field(default_factory=list)


def open_stores(source: Path, closing: ExitStack) -> list[OpenedStore]:
    """Open the store that a source is, or the stores in a folder, sorted by name.

    Raises
    ------
    UnreadableInputError
        The source is neither, or a store is damaged.
    """
    if source.is_file() or is_store(source):
        return [_opened(source, closing)]
    if not source.is_dir():
        msg = f"there is no folder {source}; name an OME-Zarr store, or a folder of such"
        raise UnreadableInputError(msg)
    inside = sorted(source.iterdir())[:MOST_NAMES]
    return [_opened(path, closing) for path in inside if path.is_dir() and is_store(path)]


def root_attributes(opened: OpenedStore) -> Mapping[str, Any]:
    """Return the OME attributes at the root of a store."""
    return group_attributes(opened.store, "") or {}


def images_in(stores: list[OpenedStore]) -> FoundImages:
    """Find all images and labels.

    Raises
    ------
    UnreadableInputError
        The metadata of an image are damaged.
    """
    found = FoundImages()
    for opened in stores:
        if SERIES in root_attributes(opened):
            for name in _series(opened):
                _add(found, opened, name, f"{opened.name}_{name}")
        else:
            _add(found, opened, "", opened.name)
    return found


def _opened(path: Path, closing: ExitStack) -> OpenedStore:
    store: Store = DirectoryStore(path) if path.is_dir() else ZipStore(path, ProblemLog())
    closing.callback(store.close)
    return OpenedStore(_SUFFIXES.sub("", path.name) or path.name, store, path)


def _series(opened: OpenedStore) -> list[str]:
    """Return the paths of the images of a series, in the order that the store gives."""
    listed = (group_attributes(opened.store, "OME") or {}).get("series")
    if isinstance(listed, list):
        return [name for name in listed if _is_name(name)]
    return sorted((n for n in opened.store.names("") if n.isdigit()), key=int)


def _add(found: FoundImages, opened: OpenedStore, path: str, name: str) -> None:
    origin = str(opened.path)
    pyramid = read_pyramid(opened.store, path, origin)
    if pyramid is None:
        return
    where = join(opened.path.name, path)
    if pyramid.says_labels:
        said = "its metadata have image-label"
        found.labels.append(Found(name, pyramid, where, said))
        return
    if _LABEL_WORDS.search(name) and pyramid.levels[0].header.dtype.kind in "iu":
        said = "its name says so, and its values are whole numbers"
        found.labels.append(Found(name, pyramid, where, said, is_certain=False))
        return
    inside = []
    for label in _labels_of(opened.store, path):
        inner = read_pyramid(opened.store, join(path, "labels", label), origin)
        if inner is not None:
            said = "it lies in the labels of the image"
            inside.append(Found(label, inner, join(where, "labels", label), said))
    found.images.append((Found(name, pyramid, where), inside))


def _labels_of(store: Store, path: str) -> list[str]:
    folder = join(path, "labels")
    listed = (group_attributes(store, folder) or {}).get("labels")
    names = [n for n in listed if _is_name(n)] if isinstance(listed, list) else []
    return sorted({*names, *(n for n in store.names(folder) if not n.startswith((".", "zarr.")))})


def _is_name(name: Any) -> bool:
    """Tell whether something is the path of a group that does not climb out of the store."""
    return isinstance(name, str) and safe_segments(name) is not None
