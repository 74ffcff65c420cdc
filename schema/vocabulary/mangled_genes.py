"""Recognise gene symbols that a spreadsheet turned into dates or numbers.

Ziemann, Eren & El-Osta, Gene name errors are widespread in the scientific literature, Genome
Biology 17:177 (2016), describes the forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.genes import GeneMatchKind, genes

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# What spreadsheets take for a month, in the order in which families of genes use it.
SPELLINGS = {3: ("MARCH", "MARC", "MAR"), 9: ("SEPT", "SEP")}
DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2})[-\s.](?P<month>[A-Za-z]{3,4})(?:[-\s.][0-9]{2,4})?")
MONTH_DAY = re.compile(r"(?P<month>[A-Za-z]{3,4})[-\s.](?P<day>[0-9]{1,2})")
ISO_DATE = re.compile(r"(?:19|20)[0-9]{2}-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?: 00:00:00)?")
DAY_NUMBER = re.compile(r"[0-9]{5}(?:\.0)?")
CLONE_NUMBER = re.compile(r"(?P<first>[0-9])\.(?P<others>[0-9]{6})E\+(?P<exponent>[0-9]{2})")
# Days since 30 December 1899, as spreadsheets count: from 1990 to 2050.
FIRST_DAY, LAST_DAY = 32874, 54789
LONGEST_TEXT = 30


@dataclass(frozen=True, slots=True)
class MangledGene:
    """A text that a spreadsheet makes of gene symbols.

    ``originals`` are the symbols that turn into this text and name a gene; ``symbols`` are the
    approved symbols of those genes today. Several originals may give the same text (``1-Mar``
    comes from MARCH1 and from MARC1), so none is chosen.
    """

    text: str
    originals: tuple[str, ...]
    symbols: tuple[str, ...]


def mangled_gene(text: str, organism: str = "human") -> MangledGene | None:
    """Return what gene symbols a text may have been, or None where it is not such a text.

    Dates (``1-Mar``, ``Sep-02``, ``2021-03-01``), day numbers (``44256``) and, for clones named
    like ``2310009E13Rik``, numbers such as ``2.310009E+19`` are recognised. A number alone may be
    many things: ask for columns that otherwise hold gene symbols.

    Raises
    ------
    VocabularyUnavailableError
        No gene table of the organism is held offline.

    Examples
    --------
    >>> mangled_gene("44256").originals
    ('MARCH1', 'MARC1', 'MAR1')
    >>> mangled_gene("44256").symbols
    ('MARCHF1', 'MTARC1', 'RTL1')
    """
    stripped = text.strip()
    if len(stripped) > LONGEST_TEXT:
        return None
    table = genes(organism)
    found: dict[str, tuple[str, ...]] = {}
    for name in _possible_names(stripped):
        match = table.resolve(name)
        if match.kind is not GeneMatchKind.UNKNOWN:
            found[name] = (
                (match.symbol,)
                if match.symbol
                else tuple(candidate.symbol for candidate in match.candidates)
            )
    if not found:
        return None
    symbols = dict.fromkeys(symbol for names in found.values() for symbol in names)
    return MangledGene(text, tuple(found), tuple(symbols))


def _possible_names(text: str) -> Iterator[str]:
    date = _date(text)
    if date is not None:
        month, day = date
        for spelling in SPELLINGS.get(month, (MONTHS[month - 1],)):
            yield f"{spelling}{day}"
    clone = CLONE_NUMBER.fullmatch(text)
    if clone:
        exponent = int(clone["exponent"]) - len(clone["others"])
        yield f"{clone['first']}{clone['others']}E{exponent:02d}Rik"


def _date(text: str) -> tuple[int, int] | None:
    """Return the month and the day that a text stands for."""
    named = DAY_MONTH.fullmatch(text) or MONTH_DAY.fullmatch(text)
    if named:
        month = named["month"].upper()[:3]
        known = named["month"].upper() in {*MONTHS, "SEPT"} and 1 <= int(named["day"]) <= 31
        return (MONTHS.index(month) + 1, int(named["day"])) if known else None
    iso = ISO_DATE.fullmatch(text)
    if iso:
        month_number, day = int(iso["number"]), int(iso["day"])
        return (month_number, day) if 1 <= month_number <= 12 and 1 <= day <= 31 else None
    if DAY_NUMBER.fullmatch(text):
        days = int(text.partition(".")[0])
        if FIRST_DAY <= days <= LAST_DAY:
            from datetime import date, timedelta

            day_of_year = date(1899, 12, 30) + timedelta(days=days)
            return day_of_year.month, day_of_year.day
    return None
