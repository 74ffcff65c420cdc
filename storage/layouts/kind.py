"""Tell by content, never by name, which layout a container has."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.storage.model import ContainerKind

if TYPE_CHECKING:
    from aivc.storage.node import GroupNode

SPATIAL_GROUPS = ("images", "labels", "points", "shapes")
TABLE_GROUPS = ("tables", "table")


class Format(StrEnum):
    """What the bytes of a container are."""

    HDF5 = "HDF5"
    ZARR = "zarr"


Layout = Mapping[Format, ContainerKind]
"""The container kind of a layout in each format that it is written in."""

ANNDATA: Layout = MappingProxyType(
    {Format.HDF5: ContainerKind.H5AD, Format.ZARR: ContainerKind.ANNDATA_ZARR}
)
MUDATA: Layout = MappingProxyType(
    {Format.HDF5: ContainerKind.H5MU, Format.ZARR: ContainerKind.MUDATA_ZARR}
)
SPATIALDATA: Layout = MappingProxyType({Format.ZARR: ContainerKind.SPATIALDATA})


def layout_of(root: GroupNode) -> Layout | None:
    """Return the layout of a container, None if it has none that aivc reads."""
    declared = str(root.attributes.get("encoding-type", "")).lower()
    names = set(root.names())
    if "spatialdata_attrs" in root.attributes:
        return SPATIALDATA
    if declared == "mudata" or {"mod", "obs"} <= names:
        return MUDATA
    if declared == "anndata" or {"obs", "var"} <= names:
        return ANNDATA
    # SpatialData before 0.2 wrote no attribute at the root.
    has_elements = any(name in names for name in SPATIAL_GROUPS)
    if has_elements and any(name in names for name in TABLE_GROUPS):
        return SPATIALDATA
    return None
