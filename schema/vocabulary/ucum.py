"""Reduce a UCUM code to an exact factor over base units.

The atoms that laboratories use are in a short table, because ucumvert and pint take over a second
to import; a code with a customary unit, such as ``[in_i]`` or ``[lb_av]``, is passed on to them.
Tests compare the table with them.

Differences from UCUM, both as in the SI and in pint: the mole is a base unit, not a number, and
a code may hold one unit with an offset (Cel, [degF]) only alone; in a product, ``Cel`` is the
width of one degree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from aivc.schema.vocabulary.dose_quantity_kinds import DoseQuantityKind, kinds_of_shape
from aivc.schema.vocabulary.ucum_atoms import NONLINEAR, SAME_ATOM, Powers, find_atom
from aivc.schema.vocabulary.unit_shapes import (
    FRACTIONS,
    shape_of_atom,
    shape_of_note,
    shape_of_powers,
)

LONGEST_CODE = 80
LARGEST_POWER = 30
COMPONENT = re.compile(
    r"(?P<code>(?P<atom>10[*^]|(?:[^{}./\s()]*[^{}./\s()0-9+-]))?(?P<power>[+-]?[0-9]+)?)"
    r"(?P<note>\{[!-z|~]*\})?",
    re.ASCII,
)
CUSTOMARY_ATOM = re.compile(r"\[[A-Za-z]+_[a-z]{1,2}\]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes
    ----------
    ucum
        UCUM code, case-sensitive; litres as ``L``.
    dimension
        (base quantity, exponent), sorted; () for pure numbers. Arbitrary units, which UCUM lets
        convert to nothing else, are base quantities of their own (``arbitrary [IU]``).
    factor
        Exact value of one unit in base units: metre, gram, second, kelvin, coulomb, candela,
        radian, mole. A value converts to base units as ``(value + offset) * factor``.
    offset
        Zero but for Cel and [degF].
    shape
        What stands above and below the fraction line, such as ``mass/volume``.
    kinds
        The kinds of dose that the unit can express.
    """

    ucum: str
    dimension: Powers
    factor: Fraction
    offset: Fraction
    shape: str
    kinds: frozenset[DoseQuantityKind]

    @property
    def factor_to_base(self) -> float:
        """Return the factor as a float."""
        return float(self.factor)


@dataclass(frozen=True, slots=True)
class _Component:
    """One atom to a power, such as ``mL`` or ``{cells}``."""

    code: str
    factor: Fraction
    powers: Powers
    offset: Fraction
    shape: str
    power: int

    def inverse(self) -> _Component | None:
        """Return ``L`` for ``L-1``; None for what is not below the line, such as ``10*-3``."""
        if self.power >= 0 or not self.powers:
            return None
        power = -self.power
        return _component(self.code.replace(str(self.power), str(power) if power > 1 else "", 1))


@lru_cache(maxsize=4096)
def read_ucum(code: str) -> Unit | None:
    """Read a UCUM code; None where it is not one, or where its scale is not linear.

    Examples
    --------
    >>> read_ucum("umol/L").factor_to_base
    0.001
    >>> read_ucum("uM") is None
    True
    """
    if not 0 < len(code) <= LONGEST_CODE or code in NONLINEAR:
        return None
    unit = _read_by_table(code)
    if unit is None and CUSTOMARY_ATOM.search(code) and not _has_other_brackets(code):
        from aivc.schema.vocabulary.ucum_library import read_by_library

        factors = read_by_library(code)
        if factors is not None:
            factor, powers = factors
            shape = shape_of_powers(powers)
            return Unit(code, powers, factor, Fraction(0), shape, kinds_of_shape(shape))
    return unit


def _has_other_brackets(code: str) -> bool:
    """Tell whether a code holds an atom that pint would take for a pure number, such as [AU]."""
    return "[" in CUSTOMARY_ATOM.sub("", code)


def _read_by_table(code: str) -> Unit | None:
    above: list[_Component] = []
    below: list[_Component] = []
    target, expects_component = above, True
    for part in re.split(r"([./](?![^{]*\}))", _without_brackets(code)):
        if part in {".", "/"}:
            # A leading slash is UCUM for "per"; two operators in a row are not.
            if expects_component and (part != "/" or above or below):
                return None
            target = below if part == "/" else above
            expects_component = True
        elif part:
            component = _component(part)
            if component is None:
                return None
            inverse = component.inverse()
            if inverse is None:
                target.append(component)
            else:
                (below if target is above else above).append(inverse)
            expects_component = False
    return None if expects_component else _unit(above, below)


def _without_brackets(code: str) -> str:
    """Write ``a/(b.c)`` as ``a/b/c``; other brackets stay, and are refused."""
    swap = str.maketrans("./", "/.")
    return re.sub(r"/\(([^(){}]*)\)(?![0-9+-])", lambda inner: f"/{inner[1].translate(swap)}", code)


def _unit(above: list[_Component], below: list[_Component]) -> Unit:
    factor = Fraction(1)
    powers: dict[str, int] = {}
    for sign, components in ((1, above), (-1, below)):
        for component in components:
            factor *= component.factor**sign
            for base, exponent in component.powers:
                powers[base] = powers.get(base, 0) + sign * exponent
    alone = len(above) == 1 and not below
    shape = ".".join(sorted(component.shape for component in above)) or "number"
    if below:
        shape = f"{shape}/{'.'.join(sorted(component.shape for component in below))}"
    code = ".".join(component.code for component in above)
    return Unit(
        ucum="/".join([code, *(component.code for component in below)]),
        dimension=tuple(sorted((base, power) for base, power in powers.items() if power)),
        factor=factor,
        offset=above[0].offset if alone else Fraction(0),
        shape=shape,
        kinds=kinds_of_shape(shape),
    )


def _component(part: str) -> _Component | None:
    match = COMPONENT.fullmatch(part)
    if not match:
        return None
    atom, power, note = match["atom"], match["power"], match["note"] or ""
    if atom is None:
        return _number(power, note)
    exponent = int(power or 1)
    resolved = find_atom(atom)
    if resolved is None or abs(exponent) > LARGEST_POWER:
        return None
    bare, factor, entry = resolved
    if bare in FRACTIONS and exponent != 1:
        return None
    powers: Powers = tuple((base, power * exponent) for base, power in entry.powers)
    offset = entry.offset if exponent == 1 else Fraction(0)
    return _Component(
        code=f"{atom.removesuffix(bare)}{SAME_ATOM.get(bare, bare)}{power or ''}{note}",
        factor=(factor * entry.factor) ** exponent,
        powers=powers,
        offset=offset / factor,
        shape=shape_of_atom(bare, powers),
        power=exponent,
    )


def _number(digits: str | None, note: str) -> _Component | None:
    if digits is None:
        shape = shape_of_note(note[1:-1].casefold()) if note else None
        return _Component(note, Fraction(1), (), Fraction(0), shape, 1) if shape else None
    if not digits.isdecimal() or int(digits) == 0:
        return None
    return _Component(f"{digits}{note}", Fraction(int(digits)), (), Fraction(0), "number", 1)
