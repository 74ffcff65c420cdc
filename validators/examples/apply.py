"""Apply the edits of an example to a specimen. Nothing is changed in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aivc.validators.examples import (
    card_edits,
    element_edits,
    example,
    split_edits,
    table_edits,
)
from aivc.validators.examples.errors import ImpossibleEditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aivc.validators.examples.specimen import Specimen


def _damaged(specimen: Specimen, edit: example.Damage) -> Specimen:
    return replace(specimen, damages=(*specimen.damages, edit))


APPLIERS: Mapping[type, Callable[[Specimen, Any], Specimen]] = {
    example.SetCard: card_edits.set_card,
    example.DropCard: card_edits.drop_card,
    example.NoCard: card_edits.no_card,
    example.CardText: card_edits.card_text,
    example.EmbedCard: card_edits.embed_card,
    example.SetColumn: table_edits.set_column,
    example.DropColumn: table_edits.drop_column,
    example.SetNames: table_edits.set_names,
    example.SetValues: table_edits.set_values,
    example.CopyRows: table_edits.copy_rows,
    example.TransformMatrix: table_edits.transform_matrix,
    example.AddMatrix: table_edits.add_matrix,
    example.SetUns: table_edits.set_uns,
    example.SetElement: element_edits.set_element,
    example.DropElement: element_edits.drop_element,
    example.AddFile: card_edits.add_file,
    example.Damage: _damaged,
    example.SetManifest: split_edits.set_manifest,
    example.DropManifest: split_edits.drop_manifest,
    example.ManifestText: split_edits.manifest_text,
    example.SetParts: split_edits.set_parts,
    example.AssignmentsText: split_edits.assignments_text,
}
"""The function that makes each kind of edit."""


def apply_edits(specimen: Specimen, edits: Iterable[example.Edit]) -> Specimen:
    """Return the specimen after all edits, in their order.

    Raises
    ------
    ImpossibleEditError
        An edit names a table, column, matrix, row or place of the card that is not there, or is
        none of datasets.

    Examples
    --------
    >>> from aivc.validators.examples.specimens import specimen_of
    >>> edited = apply_edits(specimen_of("drug"), [example.SetCard("/version", "2.0.0")])
    >>> edited.card["version"]
    '2.0.0'
    """
    for edit in edits:
        if type(edit) not in APPLIERS:
            msg = f"{type(edit).__name__} is no edit of datasets."
            raise ImpossibleEditError(msg)
        specimen = APPLIERS[type(edit)](specimen, edit)
    return specimen
