"""Edits of the card of a specimen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from aivc.validators.examples.errors import ImpossibleEditError
from aivc.validators.examples.pointer import unshared, with_value, without_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.validators.examples.example import (
        AddFile,
        CardText,
        DropCard,
        EmbedCard,
        NoCard,
        SetCard,
    )
    from aivc.validators.examples.specimen import Specimen


def set_card(specimen: Specimen, edit: SetCard) -> Specimen:
    """Put a value at a pointer."""
    return replace(specimen, card=with_value(_card(specimen), edit.pointer, edit.value))


def drop_card(specimen: Specimen, edit: DropCard) -> Specimen:
    """Remove what is at a pointer."""
    return replace(specimen, card=without_value(_card(specimen), edit.pointer))


def no_card(specimen: Specimen, edit: NoCard) -> Specimen:  # noqa: ARG001 - the edit says it all
    """Take the card away; what was to be embedded goes with it."""
    return replace(specimen, card=None, card_text=None, embedded_changes=None)


def card_text(specimen: Specimen, edit: CardText) -> Specimen:
    """Replace the text of the card."""
    return replace(specimen, card_text=edit.text)


def embed_card(specimen: Specimen, edit: EmbedCard) -> Specimen:
    """Embed the card as well; the changes are made when the specimen is written."""
    _card(specimen)
    return replace(specimen, embedded_changes=unshared(dict(edit.changes)))


def add_file(specimen: Specimen, edit: AddFile) -> Specimen:
    """Put a text file beside the card."""
    path = PurePosixPath(edit.path)
    if path.is_absolute() or ".." in path.parts or not path.name:
        msg = f"{edit.path!r} does not lie beside the card; give a relative path below it."
        raise ImpossibleEditError(msg)
    return replace(specimen, files={**specimen.files, edit.path: edit.text})


def _card(specimen: Specimen) -> Mapping[str, Any]:
    if specimen.card is None:
        msg = "The specimen has no card any more; edit the card before NoCard."
        raise ImpossibleEditError(msg)
    return specimen.card
