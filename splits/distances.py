"""Distances between places as a person reads them."""

from __future__ import annotations

AS_COORDINATES = "1"
"""Unit of a length that is counted as the coordinates are, whose unit nobody states."""

_WORDS = {
    "": "units of the coordinates",
    AS_COORDINATES: "units of the coordinates",
    "{pixel}": "pixels",
}


def distance_in_words(value: float, unit: str, form: str = "g") -> str:
    """Write a distance in the unit of the coordinates.

    Parameters
    ----------
    value
        The distance.
    unit
        UCUM unit, ``{pixel}``, or ``1`` or nothing where nobody states what coordinates count.
    form
        Format of the number.

    Examples
    --------
    >>> distance_in_words(200, "um"), distance_in_words(60, "{pixel}")
    ('200 um', '60 pixels')
    >>> distance_in_words(60, "1")
    '60 units of the coordinates'
    """
    return f"{value:{form}} {_WORDS.get(unit, unit)}"
