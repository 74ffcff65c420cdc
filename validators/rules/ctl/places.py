"""Where in the card a finding about several objects is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.findings import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.schema.view import View


def place_of(objects: Sequence[View], slot: str = "") -> Location:
    """Return the place of the first object, or of one of its slots."""
    return Location("card", pointer=objects[0].pointer + (f"/{slot}" if slot else ""))
