"""Lengths as a person writes them, such as ``112 um`` or ``224 px``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aivc.evaluation.spatial_histology.errors import BenchmarkError

PIXEL = "{pixel}"
"""UCUM annotation for the pixels of the finest resolution of an image."""

_PIXELS = frozenset({"px", "pixel", "pixels", "{px}", "{pixels}", PIXEL})
_WRITTEN = re.compile(r"\s*(?P<value>[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(?P<unit>\S*)\s*")


@dataclass(frozen=True, slots=True)
class Length:
    """A length: ``unit`` is UCUM, ``{pixel}``, or empty for the unit of the coordinates."""

    value: float
    unit: str = ""

    def __str__(self) -> str:
        """Return the length as a person reads it."""
        return f"{self.value:.4g} {shown(self.unit)}".strip()


def parse_length(text: str, option: str) -> Length:
    """Read a length.

    Parameters
    ----------
    text
        A number above 0 and perhaps a unit; without one it counts in the unit of the coordinates.
    option
        What is said with it, for the message.

    Raises
    ------
    BenchmarkError
        It is no length.

    Examples
    --------
    >>> parse_length("112 um", "--tile"), parse_length("224px", "--tile")
    (Length(value=112.0, unit='um'), Length(value=224.0, unit='{pixel}'))
    """
    from aivc.schema.vocabulary.ucum import read_ucum

    found = _WRITTEN.fullmatch(text)
    value = float(found["value"]) if found else 0.0
    unit = (
        found["unit"].replace("\N{MICRO SIGN}", "u").replace("\N{GREEK SMALL LETTER MU}", "u")
        if found
        else ""
    )
    if unit in _PIXELS:
        unit = PIXEL
    is_length = unit in {"", PIXEL} or _is_length(read_ucum(unit))
    if not found or not 0 < value < float("inf") or not is_length:
        msg = f"{option} takes a length above 0 such as '112 um' or '224 px', not {text!r}"
        raise BenchmarkError(msg)
    return Length(value, unit)


def shown(unit: str) -> str:
    """Return a unit as a person reads it."""
    return "px" if unit == PIXEL else unit


def _is_length(unit: object) -> bool:
    return getattr(unit, "dimension", None) == (("length", 1),)
