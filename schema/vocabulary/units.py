"""Units as the field writes them, read as UCUM, and conversion between them."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from aivc.schema.errors import AivcError
from aivc.schema.vocabulary.dose_quantity_kinds import DoseQuantityKind
from aivc.schema.vocabulary.tables import read_rows
from aivc.schema.vocabulary.ucum import Unit, read_ucum
from aivc.schema.vocabulary.ucum_atoms import NONLINEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_SPELLING = 80
# After NFKC, which turns the micro sign into mu and superscripts into digits.
ASCII_SIGNS = str.maketrans(
    {
        "\N{GREEK SMALL LETTER MU}": "u",
        "\N{MINUS SIGN}": "-",
        "\N{MULTIPLICATION SIGN}": "*",
        "\N{MIDDLE DOT}": ".",
        "\N{DOT OPERATOR}": ".",
        "\N{BULLET OPERATOR}": ".",
        "\N{MASCULINE ORDINAL INDICATOR}": "\N{DEGREE SIGN}",
    }
)


class UnitConversionError(AivcError, ValueError):
    """Two units that cannot be converted into each other, or a code that is not UCUM."""


class Dialect(StrEnum):
    """Whose spelling a unit is written in."""

    FIELD = "field"
    """What tables of the field hold; a spelling with two readings is refused."""
    LINCS = "lincs"
    """As the field, but ``um``, ``nm``, ``mm`` and ``M`` are concentrations."""
    UCUM = "ucum"
    """UCUM codes only: ``um`` is a micrometre."""


class UnitProblemKind(StrEnum):
    """Why a text was not read as a unit."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    """The spelling has several readings in use; the dialect must be declared, or the unit spelt."""
    NONLINEAR = "nonlinear"
    """A UCUM unit on a logarithmic or otherwise bent scale, which is not converted."""


@dataclass(frozen=True, slots=True)
class UnitProblem:
    """A text that was not read as a unit; ``meanings`` are its readings, most probable first."""

    kind: UnitProblemKind
    text: str
    meanings: tuple[Unit, ...] = ()

    @property
    def probable(self) -> Unit | None:
        """Return what was most probably meant."""
        return self.meanings[0] if self.meanings else None


@dataclass(frozen=True, slots=True)
class _Alias:
    meanings: tuple[Unit, ...]
    ambiguous: bool


def parse_unit(text: str, dialect: Dialect | str = Dialect.FIELD) -> Unit | UnitProblem:
    """Read a unit as written in a table.

    UCUM codes are read in every dialect. Both micro signs, full-width and superscript characters
    are accepted. Never raises on any text.

    Raises
    ------
    ValueError
        The dialect is not one of :class:`Dialect`.

    Examples
    --------
    >>> parse_unit("µM").ucum
    'umol/L'
    >>> parse_unit("um").probable.ucum, parse_unit("um", "lincs").ucum
    ('umol/L', 'umol/L')
    >>> parse_unit("um", "ucum").ucum
    'um'
    """
    dialect = Dialect(dialect)
    spelling = normalise_spelling(text)
    if not spelling:
        return UnitProblem(UnitProblemKind.EMPTY, text)
    if len(spelling) > LONGEST_SPELLING:
        return UnitProblem(UnitProblemKind.UNKNOWN, text)
    if dialect is not Dialect.UCUM:
        alias = _aliases(dialect).get(spelling) or _word_aliases(dialect).get(spelling.casefold())
        # A real micro sign says micro; only the ASCII "um" is open to doubt.
        if alias and alias.ambiguous and not (spelling == "um" and "um" not in text):
            return UnitProblem(UnitProblemKind.AMBIGUOUS, text, alias.meanings)
        if alias and not alias.ambiguous:
            return alias.meanings[0]
    # "pH" is acidity to the field, though a picohenry in UCUM.
    bracketed = spelling if dialect is Dialect.UCUM else f"[{spelling}]"
    if {spelling, bracketed} & NONLINEAR:
        return UnitProblem(UnitProblemKind.NONLINEAR, text)
    unit = read_ucum(spelling)
    if unit is None and dialect is not Dialect.UCUM:
        unit = read_ucum(_as_ucum(spelling, dialect))
    if unit is not None:
        return unit
    return UnitProblem(UnitProblemKind.UNKNOWN, text, _similar(spelling))


def normalise_spelling(text: str) -> str:
    """Write a unit in ASCII where that changes nothing: one micro sign, plain digits and blanks."""
    if len(text) > 4 * LONGEST_SPELLING:
        return text
    plain = unicodedata.normalize("NFKC", text).translate(ASCII_SIGNS)
    return " ".join(plain.split())


def fits(unit: Unit, kind: DoseQuantityKind | str) -> bool:
    """Tell whether a unit can express a kind of dose.

    Examples
    --------
    >>> mg_per_kg = parse_unit("mg/kg")
    >>> fits(mg_per_kg, "mass_per_body_mass"), fits(mg_per_kg, "volume_fraction")
    (True, False)
    """
    return DoseQuantityKind(kind) in unit.kinds


def convert(value: float, from_ucum: str, to_ucum: str) -> float:
    """Convert a value between two UCUM codes, exactly up to one rounding.

    The value is read as the shortest decimal that stands for it, as a card writes it: 0.1 d is
    2.4 h. NaN and infinities stay what they are; a result too large for a float is infinite.

    Units without dimension convert only if a kind of dose or the shape is common to both:
    mg/kg is no number of cells.

    Raises
    ------
    UnitConversionError
        A code is not a linear UCUM unit, or the two measure different things.

    Examples
    --------
    >>> convert(0.05, "umol/L", "nmol/L")
    50.0
    >>> convert(37.0, "Cel", "K")
    310.15
    """
    source, target = _require(from_ucum), _require(to_ucum)
    comparable = (
        source.dimension
        or target.dimension
        or (source.shape == target.shape or source.kinds & target.kinds)
    )
    if source.dimension != target.dimension or not comparable:
        msg = (
            f"cannot convert {from_ucum!r} ({source.shape}) to {to_ucum!r} ({target.shape}): "
            "they measure different things"
        )
        raise UnitConversionError(msg)
    if not math.isfinite(value):
        return value
    base = (Fraction(repr(float(value))) + source.offset) * source.factor
    try:
        return float(base / target.factor - target.offset)
    except OverflowError:
        return math.inf if base > 0 else -math.inf


def _require(code: str) -> Unit:
    unit = read_ucum(code)
    if unit is None:
        msg = f"{code!r} is not a linear UCUM unit; parse_unit() reads spellings of the field"
        raise UnitConversionError(msg)
    return unit


@cache
def _aliases(dialect: Dialect) -> Mapping[str, _Alias]:
    found: dict[str, _Alias] = {}
    for row in read_rows("unit_aliases.tsv"):
        if dialect in row["dialects"].split():
            meanings = tuple(_reading(code, row["kinds"]) for code in row["ucum"].split(";"))
            found[row["spelling"]] = _Alias(meanings, row["status"] == "ambiguous")
    return found


@cache
def _word_aliases(dialect: Dialect) -> Mapping[str, _Alias]:
    """Return the aliases that are whole words, for which case means nothing."""
    return {
        spelling.casefold(): alias
        for spelling, alias in _aliases(dialect).items()
        if len(spelling) > 3 and spelling.replace(" ", "").isalpha()
    }


def _reading(code: str, kinds: str) -> Unit:
    unit = _require(code)
    if not kinds:
        return unit
    return replace(unit, kinds=frozenset(map(DoseQuantityKind, kinds.split())))


def _as_ucum(spelling: str, dialect: Dialect) -> str:
    """Rewrite ``per``, ``^`` and ``*``, and each part that is an alias of a single unit."""
    text = re.sub(r"\s*(?:/|\bper\b)\s*", "/", spelling)
    text = re.sub(r"(?<![0-9])\s*\*\s*|(?<=[A-Za-z])\^(?=[0-9-])", _operator, text)
    parts = re.split(r"([./])", text)
    aliases = _aliases(dialect)
    for place, part in enumerate(parts):
        alias = aliases.get(part)
        # Below the line, only a single unit can stand for a word without brackets.
        if alias and not alias.ambiguous and (place == 0 or "/" not in alias.meanings[0].ucum):
            parts[place] = alias.meanings[0].ucum
    return "".join(parts)


def _operator(match: re.Match[str]) -> str:
    return "." if "*" in match[0] else ""


def _similar(spelling: str) -> tuple[Unit, ...]:
    """Return the readings of aliases that differ in case only."""
    folded = spelling.casefold()
    found: dict[str, Unit] = {}
    for known, alias in _aliases(Dialect.FIELD).items():
        if known.casefold() == folded:
            found.update({unit.ucum: unit for unit in alias.meanings})
    return tuple(found.values())
