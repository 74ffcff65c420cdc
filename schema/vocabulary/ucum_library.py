"""Read UCUM codes outside the table of atoms with ucumvert and pint, which are slow to import."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aivc.schema.vocabulary.ucum_atoms import Powers

# Base units of pint as base quantities of aivc; an ampere is charge over time.
BASES: dict[str, Powers] = {
    "meter": (("length", 1),),
    "kilogram": (("mass", 1),),
    "second": (("time", 1),),
    "kelvin": (("temperature", 1),),
    "candela": (("luminous_intensity", 1),),
    "mole": (("substance", 1),),
    "radian": (("plane_angle", 1),),
    "ampere": (("charge", 1), ("time", -1)),
    "count": (),
}
GRAMS_PER_KILOGRAM = 1000


@cache
def _registry() -> Any:
    from ucumvert import PintUcumRegistry

    return PintUcumRegistry()


def read_by_library(code: str) -> tuple[Fraction, Powers] | None:
    """Return factor and dimension of a UCUM code; None where it is no linear unit.

    The factor is pint's float, taken as the shortest decimal that stands for it. None also where
    the unit has no dimension, because ucumvert takes every arbitrary unit for a number.
    """
    from lark.exceptions import LarkError
    from pint.errors import PintError

    try:
        quantity = _registry().from_ucum(code)
        base = quantity.to_base_units()
        doubled = float((2 * quantity).to_base_units().magnitude)
        magnitude = float(base.magnitude)
        units = {str(unit): int(power) for unit, power in base.unit_items()}
    except (LarkError, PintError, ArithmeticError, AttributeError, TypeError, ValueError):
        # ucumvert gives a bare string for an annotation, and raises the errors of its parser.
        return None
    if not units.keys() <= BASES.keys() or magnitude <= 0 or doubled != 2 * magnitude:
        return None
    powers: dict[str, int] = {}
    for unit, power in units.items():
        for name, exponent in BASES[unit]:
            powers[name] = powers.get(name, 0) + power * exponent
    if not any(powers.values()):
        return None
    factor = Fraction(repr(magnitude)) * Fraction(GRAMS_PER_KILOGRAM) ** powers.get("mass", 0)
    return factor, tuple(sorted((name, power) for name, power in powers.items() if power))
