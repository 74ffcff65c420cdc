"""Plates of high-content screens: which wells and fields were imaged.

Definition: https://ngff.openmicroscopy.org/0.5/#hcs-layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.adapters.contract.adapter import SourceReading
from aivc.adapters.contract.hints import Hints, Said
from aivc.adapters.ome_zarr.ngff import group_attributes, read_pyramid
from aivc.storage.errors import UnreadableInputError
from aivc.storage.made.columns import MadeNumbers, MadeTexts
from aivc.storage.made.dataset import MadeDataset, MadeTable
from aivc.storage.made.frames import MadeFrame
from aivc.storage.node import join, safe_segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.adapters.contract.log import ConversionNotes
    from aivc.adapters.ome_zarr.finding import OpenedStore
    from aivc.storage.frames.sources import ColumnSource

MOST_FIELDS = 1_000_000
_ROLES = {
    "plate": ("plate",),
    "well": ("well",),
    "site": ("field",),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of view of a well."""

    path: str
    well: str
    name: str
    acquisition: Any
    lengths: Mapping[str, int]


def read_plate(
    opened: OpenedStore, plate: Mapping[str, Any], log: ConversionNotes
) -> SourceReading:
    """Read which wells and fields a plate has, one row for each field.

    Raises
    ------
    UnreadableInputError
        The metadata of the plate or of a well are damaged, or no field is there.
    """
    fields = []
    absent = []
    for field in _fields(opened, plate):
        if field.lengths:
            fields.append(field)
        else:
            absent.append(field.path)
        if len(fields) + len(absent) > MOST_FIELDS:
            msg = f"{opened.path} lists more than {MOST_FIELDS:,} fields; the metadata are damaged"
            raise UnreadableInputError(msg)
    if not fields:
        msg = f"{opened.path} is a plate without a single field of view; copy its images again"
        raise UnreadableInputError(msg)
    name = str(plate.get("name") or opened.name)
    _note(opened, fields, absent, log)
    obs = MadeFrame([field.path for field in fields], _columns(fields, name, plate))
    because = "plates of OME-Zarr name their wells and fields"
    roles = {role: Said(columns, because) for role, columns in _ROLES.items()}
    return SourceReading(MadeDataset(opened.path, [MadeTable(obs)]), Hints(roles=roles))


def _fields(opened: OpenedStore, plate: Mapping[str, Any]) -> Iterator[Field]:
    wells = plate.get("wells")
    for well in wells if isinstance(wells, list) else ():
        path = well.get("path") if isinstance(well, dict) else None
        if not isinstance(path, str) or safe_segments(path) is None:
            msg = f"{opened.path} names the well {path!r}, which is no path inside the plate"
            raise UnreadableInputError(msg)
        held = (group_attributes(opened.store, path) or {}).get("well")
        images = held.get("images") if isinstance(held, dict) else None
        if not isinstance(images, list):
            yield Field(path, path, "", None, {})
            continue
        for image in images:
            yield _field(opened, path, image)


def _field(opened: OpenedStore, well: str, image: Any) -> Field:
    name = image.get("path") if isinstance(image, dict) else None
    if not isinstance(name, str) or safe_segments(name) is None:
        msg = f"{opened.path}, well {well}, names the field {name!r}, which is no path inside it"
        raise UnreadableInputError(msg)
    path = join(well, name)
    pyramid = read_pyramid(opened.store, path, str(opened.path))
    lengths = {} if pyramid is None else dict(zip(pyramid.axes, pyramid.shape, strict=True))
    return Field(path, well, name, image.get("acquisition"), lengths)


def _columns(fields: list[Field], plate: str, attributes: Mapping[str, Any]) -> list[ColumnSource]:
    import numpy as np

    rows = [field.well.split("/") for field in fields]
    columns: list[ColumnSource] = [
        MadeTexts("plate", [plate] * len(fields)),
        MadeTexts("well", ["".join(parts) for parts in rows]),
        MadeTexts("row", [parts[0] for parts in rows]),
        MadeTexts("column", ["/".join(parts[1:]) for parts in rows]),
        MadeTexts("field", [field.name for field in fields]),
        MadeTexts("image_path", [field.path for field in fields]),
    ]
    if any(field.acquisition is not None for field in fields):
        names = _acquisitions(attributes)
        ids = [None if f.acquisition is None else str(f.acquisition) for f in fields]
        columns.append(MadeTexts("acquisition", ids))
        if names:
            columns.append(MadeTexts("acquisition_name", [names.get(i or "") for i in ids]))
    for axis in ("t", "c", "z", "y", "x"):
        sizes = np.array([field.lengths.get(axis, 1) for field in fields], dtype=np.int64)
        columns.append(MadeNumbers(f"size_{axis}", sizes))
    return columns


def _acquisitions(attributes: Mapping[str, Any]) -> dict[str, str]:
    listed = attributes.get("acquisitions")
    return {
        str(entry["id"]): str(entry["name"])
        for entry in (listed if isinstance(listed, list) else [])
        if isinstance(entry, dict) and "id" in entry and "name" in entry
    }


def _note(
    opened: OpenedStore, fields: list[Field], absent: list[str], log: ConversionNotes
) -> None:
    n_wells = len({field.well for field in fields})
    log.mapped("wells and fields", "rows", f"{len(fields):,} fields of {n_wells:,} wells are there")
    log.left_alone(
        f"images of {len(fields):,} fields",
        "pixels of a plate stay in the store; the column image_path names each of them",
    )
    inside = [n for n in opened.store.names(join(fields[0].path, "labels")) if "." not in n]
    if inside:
        log.left_alone(
            f"labels of fields ({', '.join(inside[:4])})",
            "objects are measured field by field: name one, such as "
            f"{opened.path.name}/{fields[0].path}",
        )
    if absent:
        named = ", ".join(absent[:5])
        said = f"the plate lists {len(absent):,} fields or wells that hold no image ({named})"
        log.left_alone(f"{opened.path.name}: fields that are not there", said)
