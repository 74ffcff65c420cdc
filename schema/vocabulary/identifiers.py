"""Identifiers of one packed file: text to row and row to text, without a dictionary of them all."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from aivc.schema.vocabulary.packed import PackedFile

LARGEST_INT32 = 2**31 - 1
MISSING = -1
LONGEST = 40
DIGITS = string.digits + string.ascii_uppercase


@dataclass(frozen=True, slots=True)
class Run:
    """Rows ``[start, stop)`` whose identifiers are one prefix and a number.

    ``width`` is the number of digits, 0 where numbers are not padded; ``base`` is 10, or 36 for
    Cellosaurus accessions.
    """

    prefix: str
    width: int
    base: int
    start: int
    stop: int

    def number(self, text: str) -> int:
        """Return the number in an identifier of this run's form, or -1."""
        if not text.startswith(self.prefix) or len(text) > LONGEST:
            return MISSING
        local = text[len(self.prefix) :]
        # isalnum, because int() also takes signs, blanks and underscores.
        if not (local.isascii() and (local.isdecimal() if self.base == 10 else local.isalnum())):
            return MISSING
        value = int(local, self.base)
        return value if value <= LARGEST_INT32 and self.spell(value) == text else MISSING

    def spell(self, value: int) -> str:
        """Return the identifier of a number."""
        return f"{self.prefix}{_digits(value, self.base).rjust(self.width, '0')}"


@dataclass(frozen=True, slots=True)
class IdentifierSet:
    """The identifiers of all rows: runs of numbers, then odd ones as text."""

    runs: tuple[Run, ...]
    numbers: NDArray[np.int32]
    odd: tuple[str, ...]
    odd_rows: Mapping[str, int]

    @classmethod
    def unpack(cls, packed: PackedFile) -> IdentifierSet:
        """Read the identifiers of a packed file."""
        numbers = packed.integers("numbers")
        runs: list[Run] = []
        start = 0
        for run in packed.header["runs"]:
            stop = start + run["count"]
            np.cumsum(numbers[start:stop], out=numbers[start:stop])
            runs.append(Run(run["prefix"], run["width"], run["base"], start, stop))
            start = stop
        odd = tuple(packed.text("odd").texts())
        return cls(tuple(runs), numbers, odd, {text: start + i for i, text in enumerate(odd)})

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> IdentifierSet:
        """Make a set of few identifiers, kept as text."""
        odd = tuple(texts)
        rows = {text: row for row, text in enumerate(odd)}
        return cls((), np.zeros(0, np.int32), odd, rows)

    def __len__(self) -> int:
        return len(self.numbers) + len(self.odd)

    def row(self, text: str) -> int:
        """Return the row of an identifier, -1 where there is none."""
        for run in self.runs:
            value = run.number(text)
            if value != MISSING:
                numbers = self.numbers[run.start : run.stop]
                # An np.int32 needle: a Python int would make numpy widen the whole array.
                place = int(numbers.searchsorted(np.int32(value)))
                if place < len(numbers) and numbers[place] == value:
                    return run.start + place
        return self.odd_rows.get(text, MISSING)

    def text(self, row: int) -> str:
        """Return the identifier of a row."""
        for run in self.runs:
            if row < run.stop:
                return run.spell(int(self.numbers[row]))
        return self.odd[row - len(self.numbers)]


def _digits(value: int, base: int) -> str:
    if base == 10:
        return str(value)
    digits = ""
    while value or not digits:
        value, digit = divmod(value, base)
        digits = DIGITS[digit] + digits
    return digits
