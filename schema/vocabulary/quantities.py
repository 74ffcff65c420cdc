"""Read a value and its unit from one text, as tables of the field hold them."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from aivc.schema.vocabulary.ucum import Unit
from aivc.schema.vocabulary.units import Dialect, UnitProblem, UnitProblemKind, parse_unit

LONGEST_TEXT = 1000
MOST_UNIT_WORDS = 4
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SUPERSCRIPT = re.compile("[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
NUMBER = re.compile(
    r"(?P<number>[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"(?P<times>\s*[x*\N{MULTIPLICATION SIGN}]\s*10\s*(?:\^|\*\*)\s*(?P<power>[+-]?[0-9]+))?",
    re.ASCII,
)
POWER_OF_TEN = re.compile(r"10(?:\^|\*\*)(?P<power>[+-]?[0-9]+)", re.ASCII)
RANGE = re.compile(r"\s*(?:-|\N{EN DASH}|\bto\b|\.\.)\s*[0-9.]")
GROUPED = re.compile(r",[0-9]")
ANOTHER = re.compile(r"[\s_]*[+;,|&].*[0-9]")


class QuantityProblemKind(StrEnum):
    """Why a text was not read as one value with one unit."""

    NO_NUMBER = "no_number"
    MISSING_UNIT = "missing_unit"
    UNIT = "unit"
    """The unit was not understood; see ``unit_problem``."""
    SEVERAL_VALUES = "several_values"
    """A list, a sum or a range, such as ``1+1`` or ``5-10 uM``."""
    NOT_EXACT = "not_exact"
    """A bound or an estimate, such as ``<10 nM`` or ``~5 uM``."""
    AMBIGUOUS_NUMBER = "ambiguous_number"
    """A comma that may group thousands or mark decimals."""
    NOT_FINITE = "not_finite"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit; ``rest`` is what followed them in the text."""

    value: float
    unit: Unit
    rest: str = ""


@dataclass(frozen=True, slots=True)
class QuantityProblem:
    """A text that is not one value with one unit; ``value`` is the number if one was read."""

    kind: QuantityProblemKind
    text: str
    value: float | None = None
    rest: str = ""
    unit_problem: UnitProblem | None = None


def parse_quantity(text: str, dialect: Dialect | str = Dialect.FIELD) -> Quantity | QuantityProblem:
    """Read a value and a unit, in this order, from the start of a text.

    Blanks or an underscore may stand between them. As many words as make up a known unit are
    read; what follows is returned as ``rest``. Never raises on any text.

    Raises
    ------
    ValueError
        The dialect is not one of :class:`aivc.schema.vocabulary.Dialect`.

    Examples
    --------
    >>> found = parse_quantity("0.2 uM panobinostat")
    >>> found.value, found.unit.ucum, found.rest
    (0.2, 'umol/L', 'panobinostat')
    >>> parse_quantity("500_minutes").unit.ucum
    'min'
    """
    plain = _plain(text[:LONGEST_TEXT])
    if re.match(r"[<>~≤≥≈±]|(?:ca|approx)\b", plain):
        return QuantityProblem(QuantityProblemKind.NOT_EXACT, text)
    power = POWER_OF_TEN.match(plain)
    match = power or NUMBER.match(plain)
    if not match:
        return QuantityProblem(QuantityProblemKind.NO_NUMBER, text)
    value = _value(match)
    rest = plain[match.end() :]
    problem = _problem_after_number(rest)
    if problem is None and not math.isfinite(value):
        problem = QuantityProblemKind.NOT_FINITE
    if problem is not None:
        return QuantityProblem(problem, text, value if math.isfinite(value) else None, rest)
    return _with_unit(text, value, rest, Dialect(dialect))


def _with_unit(text: str, value: float, rest: str, dialect: Dialect) -> Quantity | QuantityProblem:
    words = [word for word in re.split(r"([\s_]+)", rest.lstrip(" _-")) if word]
    if not words:
        return QuantityProblem(QuantityProblemKind.MISSING_UNIT, text, value)
    problem = UnitProblem(UnitProblemKind.UNKNOWN, "")
    after = ""
    # Words and the blanks between them alternate: 2n - 1 items are n words.
    for n_items in range(min(len(words), 2 * MOST_UNIT_WORDS - 1), 0, -2):
        written = "".join(words[:n_items])
        spelling = written.rstrip(",;")
        after = f"{written[len(spelling) :]}{''.join(words[n_items:])}".strip(" _")
        unit = parse_unit(spelling.replace("_", " "), dialect)
        if isinstance(unit, Unit) and not (after and _is_exotic(unit)):
            if ANOTHER.match(after) or _continues(unit, after, dialect):
                return QuantityProblem(QuantityProblemKind.SEVERAL_VALUES, text, value, after)
            return Quantity(value, unit, after.lstrip(",; "))
        if isinstance(unit, UnitProblem) and problem.kind is UnitProblemKind.UNKNOWN:
            problem = unit
    return QuantityProblem(QuantityProblemKind.UNIT, text, value, after, problem)


def _continues(unit: Unit, after: str, dialect: Dialect) -> bool:
    """Tell whether a value of the same dimension follows, as in "3 d 4 h"."""
    number = NUMBER.match(after)
    if not number:
        return False
    word = re.split(r"[\s_]", after[number.end() :].lstrip(" _-"), maxsplit=1)[0]
    following = parse_unit(word, dialect)
    return isinstance(following, Unit) and following.dimension == unit.dimension


def _is_exotic(unit: Unit) -> bool:
    """Tell whether a unit has no named shape: the T of "5 T cells" is no tesla."""
    return any(character.isdigit() for character in unit.shape)


def _plain(text: str) -> str:
    """Spell superscripts after a digit as ``^n`` before NFKC would glue them to the number."""
    spelt = SUPERSCRIPT.sub(lambda found: f"^{found[0].translate(POWERS)}", text)
    return unicodedata.normalize("NFKC", spelt).replace("\N{MINUS SIGN}", "-").strip(" _\t\r\n")


def _value(match: re.Match[str]) -> float:
    groups = match.groupdict()
    try:
        exponent = int(groups["power"] or 0)
        number = groups.get("number")
        return float(f"{number or 1}") * 10.0**exponent
    except (OverflowError, ValueError):
        return math.inf


def _problem_after_number(rest: str) -> QuantityProblemKind | None:
    if GROUPED.match(rest):
        return QuantityProblemKind.AMBIGUOUS_NUMBER
    if RANGE.match(rest) or re.match(r"\s*[+;|&/]\s*[0-9]", rest):
        return QuantityProblemKind.SEVERAL_VALUES
    return None
