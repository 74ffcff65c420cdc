"""Reduce the UCUM essence table to what conversion needs: exact factors over base units."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SPACE = "{http://unitsofmeasure.org/ucum-essence}"
# UCUM counts a mole as a bare number; here, as in the SI, it is a base unit of its own.
BASE = {
    "m": "length",
    "g": "mass",
    "s": "time",
    "K": "temperature",
    "C": "charge",
    "cd": "luminous_intensity",
    "rad": "plane_angle",
    "mol": "substance",
}
# kelvin = (value + offset) x factor
TEMPERATURES = {"Cel": ("1", "273.15"), "[degF]": ("5/9", "459.67")}
COMPONENT = re.compile(r"(?P<atom>.*?[^0-9+-])(?P<power>[+-]?[0-9]+)?")


@dataclass(frozen=True)
class Reduced:
    """A unit as factor times base units to integer powers."""

    factor: Fraction
    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Reduced, power: int) -> Reduced:
        """Multiply by another unit to a power."""
        powers = dict(self.powers)
        for base, exponent in other.powers:
            powers[base] = powers.get(base, 0) + exponent * power
        kept = tuple(sorted((base, exponent) for base, exponent in powers.items() if exponent))
        return Reduced(self.factor * other.factor**power, kept)


ONE = Reduced(Fraction(1))


class Essence:
    """The prefixes and unit atoms of one ``ucum-essence.xml``."""

    def __init__(self, path: Path) -> None:
        root = ET.parse(path).getroot()  # noqa: S314 - a data file of a pinned package
        self.version = root.attrib["version"]
        self.prefixes = {
            node.attrib["Code"]: Fraction(_value(node).attrib["value"])
            for node in root.iter(f"{SPACE}prefix")
        }
        self._nodes = {node.attrib["Code"]: node for node in root.iter(f"{SPACE}unit")}
        self._metric = {
            code for code, node in self._nodes.items() if node.attrib["isMetric"] == "yes"
        } | set(BASE)
        self._reduced = {code: Reduced(Fraction(1), ((name, 1),)) for code, name in BASE.items()}

    def table(self) -> dict[str, Any]:
        """Return prefixes and atoms; units on a scale that is not linear are listed apart."""
        atoms: dict[str, Any] = {}
        nonlinear = []
        for code in sorted({*self._nodes, *BASE}):
            if code in TEMPERATURES:
                atoms[code] = self._temperature(code)
            elif code not in BASE and self._nodes[code].attrib.get("isSpecial") == "yes":
                nonlinear.append(code)
            else:
                reduced = self.reduce_atom(code)
                atoms[code] = {
                    "factor": str(reduced.factor),
                    "powers": dict(reduced.powers),
                    "metric": code in self._metric,
                }
        prefixes = {code: str(factor) for code, factor in sorted(self.prefixes.items())}
        return {"prefixes": prefixes, "atoms": atoms, "nonlinear": nonlinear}

    def _temperature(self, code: str) -> dict[str, Any]:
        factor, offset = TEMPERATURES[code]
        return {
            "factor": str(Fraction(factor)),
            "powers": {BASE["K"]: 1},
            "metric": code in self._metric,
            "offset": str(Fraction(offset)),
        }

    def reduce_atom(self, code: str) -> Reduced:
        """Reduce an atom, following its definition; an arbitrary unit is its own base."""
        if code not in self._reduced:
            node = self._nodes[code]
            value = _value(node)
            if node.attrib.get("isArbitrary") == "yes":
                same_as = value.attrib["Unit"]
                self._reduced[code] = (
                    Reduced(Fraction(1), ((f"arbitrary {code}", 1),))
                    if same_as == "1"
                    else self.reduce(same_as)
                )
            else:
                factor = Reduced(Fraction(value.attrib["value"]))
                self._reduced[code] = factor.times(self.reduce(value.attrib["Unit"]), 1)
        return self._reduced[code]

    def reduce(self, expression: str) -> Reduced:
        """Reduce a UCUM term such as ``10*-3.[pi].rad/360``."""
        result, sign = ONE, 1
        for part in re.split(r"([./])", expression):
            if part in {".", "/", ""}:
                sign = -1 if part == "/" else 1
                continue
            result = result.times(self._component(part), sign)
            sign = 1
        return result

    def _component(self, part: str) -> Reduced:
        if part.isdecimal():
            return Reduced(Fraction(part))
        match = COMPONENT.fullmatch(part)
        if not match:
            msg = f"cannot read UCUM component {part!r}"
            raise ValueError(msg)
        return ONE.times(self._prefixed(match["atom"]), int(match["power"] or 1))

    def _prefixed(self, text: str) -> Reduced:
        if text in self._nodes or text in BASE:
            return self.reduce_atom(text)
        for prefix, factor in self.prefixes.items():
            rest = text.removeprefix(prefix)
            if rest != text and rest in self._metric:
                return Reduced(factor).times(self.reduce_atom(rest), 1)
        msg = f"unknown UCUM atom {text!r}"
        raise ValueError(msg)


def _value(node: ET.Element) -> ET.Element:
    found = node.find(f"{SPACE}value")
    if found is None:
        msg = f"UCUM entry {node.attrib['Code']} has no value"
        raise ValueError(msg)
    return found
