"""The unit atoms that laboratories use, and the prefixes that go before them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

Powers = tuple[tuple[str, int], ...]
"""Base quantities with their exponents, sorted."""

SAME_ATOM = {"l": "L", "[iU]": "[IU]"}
BASES = {
    "m": "length",
    "g": "mass",
    "s": "time",
    "K": "temperature",
    "C": "charge",
    "cd": "luminous_intensity",
    "rad": "plane_angle",
    "mol": "substance",
}
PREFIXES = {
    "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
    "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18, "z": -21, "y": -24,
}  # fmt: skip
NONLINEAR = frozenset({"[pH]", "B", "dB", "Np", "bit_s", "[degRe]", "%[slope]", "[p'diop]"})
"""UCUM units on a scale that is not linear, which are not converted."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A unit without prefix; ``metric`` ones take prefixes."""

    factor: Fraction
    powers: Powers
    offset: Fraction
    metric: bool


@lru_cache(maxsize=1)
def atoms() -> Mapping[str, Atom]:
    """Return the table of atoms by UCUM code."""
    return {
        row["code"]: Atom(
            factor=Fraction(row["factor"]),
            powers=_base_powers(row["code"], row["base"]),
            offset=Fraction(row["offset"] or 0),
            metric=row["metric"] == "yes",
        )
        for row in read_rows("units.tsv")
    }


def _base_powers(code: str, base: str) -> Powers:
    if base == "arbitrary":
        return ((f"arbitrary {SAME_ATOM.get(code, code)}", 1),)
    factors = re.findall(r"([A-Za-z]+)(-?[0-9]+)?", base)
    return tuple(sorted((BASES[unit], int(power or 1)) for unit, power in factors))


def find_atom(text: str) -> tuple[str, Fraction, Atom] | None:
    """Return the atom without prefix, the factor of the prefix, and the entry of the atom."""
    known = atoms()
    if text in known:
        return text, Fraction(1), known[text]
    for length in (2, 1):
        prefix, bare = text[:length], text[length:]
        if prefix in PREFIXES and bare in known and known[bare].metric:
            return bare, Fraction(10) ** PREFIXES[prefix], known[bare]
    return None
