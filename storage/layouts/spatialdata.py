"""The tables and elements of a SpatialData store.

Layout: https://spatialdata.scverse.org/en/stable/design_doc.html. Images and labels are OME-NGFF
multiscales, whose metadata moved below ``ome`` with version 0.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aivc.storage.layouts.kind import SPATIAL_GROUPS, TABLE_GROUPS
from aivc.storage.model import SpatialElement
from aivc.storage.node import GroupNode, join
from aivc.storage.table import StoredTable
from aivc.storage.uns import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.storage.problems import ProblemLog

_KINDS = {"images": "image", "labels": "labels", "points": "points", "shapes": "shapes"}
_TABLE_KEYS = ("region", "region_key", "instance_key")


def spatial_tables(root: GroupNode, problems: ProblemLog) -> tuple[StoredTable, ...]:
    """Return the tables, sorted by name, with the regions that they annotate."""
    return tuple(
        StoredTable(f"tables/{name}", group, problems, _annotation(group, problems))
        for folder in TABLE_GROUPS
        for name, group in _groups(root.group(folder))
    )


def spatial_elements(root: GroupNode) -> tuple[SpatialElement, ...]:
    """Return images, labels, points and shapes, each kind sorted by name."""
    return tuple(
        _element(name, folder, group)
        for folder in SPATIAL_GROUPS
        for name, group in _groups(root.group(folder))
    )


def _groups(folder: GroupNode | None) -> Iterator[tuple[str, GroupNode]]:
    for name in folder.names() if folder is not None else ():
        group = folder.group(name) if folder is not None else None
        if group is not None:
            yield name, group


def _annotation(group: GroupNode, problems: ProblemLog) -> Mapping[str, Any]:
    """Return region and instance keys: they are attributes of the table, and repeated in uns."""
    stored = group.child("uns/spatialdata_attrs")
    inside = plain_value(stored, problems) if stored is not None else {}
    found = {key: inside.get(key) for key in _TABLE_KEYS} if isinstance(inside, dict) else {}
    return {
        **found,
        **{key: group.attributes[key] for key in _TABLE_KEYS if key in group.attributes},
    }


def _element(name: str, folder: str, group: GroupNode) -> SpatialElement:
    multiscale = _multiscale(group.attributes)
    source = multiscale or group.attributes
    transformations = _transformations(source)
    return SpatialElement(
        name=name,
        kind=_KINDS[folder],
        path=join(folder, name),
        coordinate_systems=tuple(transformations),
        attributes={
            **_described(group.attributes, multiscale),
            "axes": _axis_names(source.get("axes")),
            "transformations": transformations,
        },
    )


def _multiscale(attributes: Mapping[str, Any]) -> Mapping[str, Any]:
    ome = attributes.get("ome")
    found = (ome if isinstance(ome, Mapping) else attributes).get("multiscales")
    is_list = isinstance(found, list) and found and isinstance(found[0], Mapping)
    return found[0] if is_list else {}  # type: ignore[index]


def _transformations(source: Mapping[str, Any]) -> dict[str, Any]:
    declared = source.get("coordinateTransformations")
    found = {}
    for transformation in declared if isinstance(declared, list) else ():
        output = transformation.get("output") if isinstance(transformation, Mapping) else None
        name = output.get("name") if isinstance(output, Mapping) else None
        if isinstance(name, str):
            found[name] = transformation
    return dict(sorted(found.items()))


def _axis_names(axes: Any) -> list[str]:
    named = [axis.get("name") if isinstance(axis, Mapping) else axis for axis in _as_list(axes)]
    return [name for name in named if isinstance(name, str)]


def _described(attributes: Mapping[str, Any], multiscale: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    levels = [
        level["path"]
        for level in _as_list(multiscale.get("datasets"))
        if isinstance(level, Mapping) and isinstance(level.get("path"), str)
    ]
    if levels:
        found["levels"] = levels
    channels = _channels(attributes)
    if channels:
        found["channels"] = channels
    details = attributes.get("spatialdata_attrs")
    for key in ("feature_key", "instance_key", "version"):
        if isinstance(details, Mapping) and key in details:
            found[key] = details[key]
    return found


def _channels(attributes: Mapping[str, Any]) -> list[str]:
    ome = attributes.get("ome")
    omero = (ome if isinstance(ome, Mapping) else attributes).get("omero")
    channels = omero.get("channels") if isinstance(omero, Mapping) else None
    return [
        str(channel["label"])
        for channel in _as_list(channels)
        if isinstance(channel, Mapping) and "label" in channel
    ]


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
