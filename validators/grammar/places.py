"""Gather places of a card that share one cause into one piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aivc.validators.findings import MAX_EXAMPLES, Evidence, Location

if TYPE_CHECKING:
    from collections.abc import Sequence


class Place(NamedTuple):
    """A place of the card, and what to call it in a message."""

    pointer: str
    name: str


def evidence_at(
    places: Sequence[Place],
    *,
    observed: str = "",
    expected: str = "",
    total: int = 0,
    **values: object,
) -> Evidence:
    """Return the evidence that places of one cause make, located at the first of them.

    Names that repeat are shown once; the count is that of the places.
    """
    return Evidence(
        Location("card", pointer=places[0].pointer),
        observed=observed,
        expected=expected,
        count=len(places),
        total=total,
        examples=tuple(dict.fromkeys(place.name for place in places))[:MAX_EXAMPLES],
        values=values,
    )
