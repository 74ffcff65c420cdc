"""What all elements that can be written have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from aivc.storage.model import SpatialElement
from aivc.storage.writing.zarr_documents import group_documents, write_documents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aivc.storage.writing.elements.placement import Placement

FOLDERS = {"image": "images", "labels": "labels", "points": "points", "shapes": "shapes"}
FORMAT = 3


class MadeElement(ABC):
    """An image, labels, points or shapes in memory.

    Parameters
    ----------
    name
        Name of the element.
    kind
        ``image``, ``labels``, ``points`` or ``shapes``.
    axes
        Its axes, in their order.
    placements
        Where it lies, once for each coordinate system.
    own_unit
        Unit of its own coordinates.
    """

    def __init__(
        self,
        name: str,
        kind: str,
        axes: tuple[str, ...],
        placements: Sequence[Placement],
        own_unit: str,
    ) -> None:
        self.name = name
        self.kind = kind
        self.axes = axes
        self._placements = sorted(placements, key=lambda placement: placement.system)
        self._own_unit = own_unit

    @property
    def path(self) -> str:
        """Its path in the store."""
        return f"{FOLDERS[self.kind]}/{self.name}"

    def transformations(self) -> list[dict[str, Any]]:
        """Return the ways to all its coordinate systems."""
        return [
            placement.transformation(self.axes, self._own_unit) for placement in self._placements
        ]

    def described(self) -> SpatialElement:
        """Return the element as a dataset lists it."""
        systems = tuple(placement.system for placement in self._placements)
        attributes: dict[str, Any] = {
            "axes": list(self.axes),
            "transformations": dict(zip(systems, self.transformations(), strict=True)),
            **self._details(),
        }
        return SpatialElement(self.name, self.kind, self.path, systems, attributes)

    def write(self, store: Path) -> None:
        """Write the element below the folder of a store of zarr format 3."""
        folder = store / self.path
        folder.mkdir(parents=True)
        self._write(folder)
        write_documents(folder, group_documents(FORMAT, self._attributes()))

    @abstractmethod
    def _details(self) -> Mapping[str, Any]:
        """Return what else a dataset says of the element."""

    @abstractmethod
    def _attributes(self) -> Mapping[str, Any]:
        """Return the attributes of the group of the element."""

    @abstractmethod
    def _write(self, folder: Path) -> None:
        """Write what the group of the element holds."""


def write_made_elements(elements: Sequence[MadeElement], store: Path) -> None:
    """Write elements, and the groups that hold them, below the folder of a store.

    Parameters
    ----------
    elements
        What to write; names differ within a kind.
    store
        Folder of a SpatialData store of zarr format 3, with no element in it.
    """
    for kind, folder in FOLDERS.items():
        names = [element.name for element in elements if element.kind == kind]
        if names:
            (store / folder).mkdir()
            listed = {"ome": {"labels": names}} if kind == "labels" else {}
            write_documents(store / folder, group_documents(FORMAT, listed))
    for element in elements:
        element.write(store)
