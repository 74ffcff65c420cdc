"""Edits of the manifest of a specimen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.pointer import with_value, without_value

if TYPE_CHECKING:
    from aivc.validators.examples.example import (
        AssignmentsText,
        DropManifest,
        ManifestText,
        SetManifest,
        SetParts,
    )
    from aivc.validators.examples.specimen import Specimen, SpecimenSplit


def set_manifest(specimen: Specimen, edit: SetManifest) -> Specimen:
    """Put a value at a pointer."""
    split = _split(specimen)
    manifest = with_value(split.manifest, edit.pointer, edit.value)
    return replace(specimen, split=replace(split, manifest=manifest))


def drop_manifest(specimen: Specimen, edit: DropManifest) -> Specimen:
    """Remove what is at a pointer."""
    split = _split(specimen)
    manifest = without_value(split.manifest, edit.pointer)
    return replace(specimen, split=replace(split, manifest=manifest))


def manifest_text(specimen: Specimen, edit: ManifestText) -> Specimen:
    """Replace the text of the manifest."""
    return replace(specimen, split=replace(_split(specimen), manifest_text=edit.text))


def set_parts(specimen: Specimen, edit: SetParts) -> Specimen:
    """Put rows into other parts."""
    split = _split(specimen)
    parts = list(split.parts)
    for row, part in edit.parts.items():
        if not 0 <= row < len(parts):
            msg = f"There is no row {row}; the specimen has {len(parts)}."
            raise ImpossibleEditError(msg)
        parts[row] = part
    return replace(specimen, split=replace(split, parts=tuple(parts)))


def assignments_text(specimen: Specimen, edit: AssignmentsText) -> Specimen:
    """Replace the text of the table of assignments."""
    return replace(specimen, split=replace(_split(specimen), assignments_text=edit.text))


def _split(specimen: Specimen) -> SpecimenSplit:
    if specimen.split is None:
        msg = f"The specimen {specimen.name!r} has no manifest to edit; take one that has."
        raise ImpossibleEditError(msg)
    return specimen.split
