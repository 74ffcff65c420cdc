"""Images and labels as elements of a SpatialData store.

Layout: https://spatialdata.scverse.org/en/stable/design_doc.html; the versions are those that
spatialdata 0.5 and later write.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.ome_zarr.copying import copy_array
from aivc.storage.model import SpatialElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aivc.adapters.ome_zarr.ngff import Pyramid
    from aivc.adapters.ome_zarr.sliced import Slicing

FOLDERS = {"image": "images", "labels": "labels"}
SYSTEM = "global"
_OME_VERSION = "0.5-dev-spatialdata"
_RASTER_VERSION = "0.3"
_NO_NAME = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True, eq=False)
class PixelElement:
    """An image or labels that are to be copied.

    Attributes
    ----------
    name
        Name of the element.
    kind
        ``image`` or ``labels``.
    pyramid
        Where its pixels are.
    slicing
        Which axes of it are kept.
    channels
        Names of the channels of an image; empty for labels.
    n_objects
        Objects of labels, once they are counted.
    """

    name: str
    kind: str
    pyramid: Pyramid
    slicing: Slicing
    channels: tuple[str, ...] = ()
    n_objects: int | None = None

    @property
    def path(self) -> str:
        """Its path in the store."""
        return f"{FOLDERS[self.kind]}/{self.name}"

    @property
    def scale(self) -> tuple[float, ...]:
        """Size of a pixel along each axis."""
        return _picked(self.pyramid.levels[0].scale, self.slicing, 1.0)

    @property
    def translation(self) -> tuple[float, ...]:
        """Place of the first pixel along each axis."""
        return _picked(self.pyramid.levels[0].translation, self.slicing, 0.0)

    @property
    def units(self) -> tuple[str, ...]:
        """Units of the axes, empty where none is given."""
        return _picked(self.pyramid.units, self.slicing, "")

    def described(self) -> SpatialElement:
        """Return the element as a dataset lists it."""
        attributes: dict[str, Any] = {
            "axes": list(self.slicing.axes),
            "levels": [f"s{number}" for number in range(len(self.pyramid.levels))],
            "transformations": {SYSTEM: self.transformation()},
        }
        if self.channels:
            attributes["channels"] = list(self.channels)
        if self.n_objects is not None:
            attributes["n_objects"] = self.n_objects
        return SpatialElement(self.name, self.kind, self.path, (SYSTEM,), attributes)

    def transformation(self) -> dict[str, Any]:
        """Return the way from pixels to the global coordinates."""
        ends = {
            "input": {"name": "".join(self.slicing.axes), "axes": self._axes("unit")},
            "output": {"name": SYSTEM, "axes": self._axes("unit")},
        }
        scale = {"type": "scale", "scale": list(self.scale), **ends}
        shift = {"type": "translation", "translation": list(self.translation), **ends}
        is_scaled = any(value != 1 for value in self.scale)
        if any(self.translation):
            return {"type": "sequence", "transformations": [scale, shift], **ends}
        return scale if is_scaled else {"type": "identity", **ends}

    def write(self, store: Path) -> None:
        """Copy the pixels below a store, and describe them.

        Raises
        ------
        UnreadableInputError
            A chunk is damaged.
        """
        folder = store / self.path
        folder.mkdir(parents=True)
        for number, level in enumerate(self.pyramid.levels):
            copy_array(self.pyramid.store, level, self.slicing, folder / f"s{number}")
        write_group(folder, self._attributes())

    def _attributes(self) -> dict[str, Any]:
        multiscale = {
            "name": self.name,
            "axes": self._axes(""),
            "datasets": self._datasets(),
            "coordinateTransformations": [self.transformation()],
        }
        ome: dict[str, Any] = {"version": _OME_VERSION, "multiscales": [multiscale]}
        stored = self.pyramid.attributes
        if self.kind == "image":
            ome["omero"] = self._omero(stored.get("omero"))
        else:
            labels = stored.get("image-label")
            ome["image-label"] = labels if isinstance(labels, dict) else {"version": "0.5"}
        return {"ome": ome, "spatialdata_attrs": {"version": _RASTER_VERSION}}

    def _omero(self, stored: Any) -> dict[str, Any]:
        known = dict(stored) if isinstance(stored, dict) else {}
        listed = known.get("channels")
        channels = listed if isinstance(listed, list) else []
        if len(channels) != len(self.channels):
            channels = [{}] * len(self.channels)
        known["channels"] = [
            {**(channel if isinstance(channel, dict) else {}), "label": label}
            for channel, label in zip(channels, self.channels, strict=True)
        ]
        return known

    def _datasets(self) -> list[dict[str, Any]]:
        finest = _picked(self.pyramid.shape, self.slicing, 1)
        found = []
        for number, level in enumerate(self.pyramid.levels):
            shape = _picked(level.header.shape, self.slicing, 1)
            scale = [a / b for a, b in zip(finest, shape, strict=True)]
            steps = [{"type": "scale", "scale": scale}]
            found.append({"path": f"s{number}", "coordinateTransformations": steps})
        return found

    def _axes(self, unit: str) -> list[dict[str, str]]:
        """Describe the axes; with a unit where one has none, if asked for."""
        found = []
        for name, own in zip(self.slicing.axes, self.units, strict=True):
            axis = {"name": name, "type": "channel" if name == "c" else "space"}
            if name != "c" and (own or unit):
                axis["unit"] = own or unit
            found.append(axis)
        return found


def write_elements(elements: Sequence[PixelElement], store: Path) -> None:
    """Write all elements and the groups that hold them.

    Raises
    ------
    UnreadableInputError
        A chunk is damaged.
    """
    for kind, folder in FOLDERS.items():
        named = [element.name for element in elements if element.kind == kind]
        if named:
            (store / folder).mkdir(parents=True, exist_ok=True)
            write_group(store / folder, {"ome": {"labels": named}} if kind == "labels" else {})
    for element in elements:
        element.write(store)


def write_group(folder: Path, attributes: dict[str, Any]) -> None:
    """Write the document of a group of zarr format 3."""
    content = {"zarr_format": 3, "node_type": "group", "attributes": attributes}
    (folder / "zarr.json").write_text(json.dumps(content, indent=2), encoding="utf-8")


def element_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that SpatialData allows and that no other element has.

    Examples
    --------
    >>> element_name("cell mask", ["x"]), element_name("cells", ["Cells"])
    ('cell_mask', 'cells_2')
    """
    clean = _NO_NAME.sub("_", name).strip("_.") or "element"
    used = {other.lower() for other in taken}
    if clean.lower() not in used:
        return clean
    number = 2
    while f"{clean}_{number}".lower() in used:
        number += 1
    return f"{clean}_{number}"


def _picked(values: Sequence[Any], slicing: Slicing, new: Any) -> tuple[Any, ...]:
    return tuple(new if source is None else values[source] for source in slicing.sources)
