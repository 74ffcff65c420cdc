"""The row names of obs and var: streamed once, exact, in bounded memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from aivc.storage.keys.text_hash import characters, hash_characters, hash_texts
from aivc.validators.facts.duplicates import repeated_hashes
from aivc.validators.facts.model import IndexFacts
from aivc.validators.findings import MAX_EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from aivc.storage.model import Frame

MAX_CONFIRMED = 100_000
"""Repeated names that are compared as text. Beyond them 64-bit hashes decide; among a hundred
million different names two have the same hash with a chance of 3 in 10,000."""

_MOST_DIGITS = 18

# What str.strip() removes: str.isspace() over all of Unicode.
_SPACES = np.array(
    [
        *map(ord, "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"),
        *range(0x2000, 0x200B),
    ]
)


class IndexNames:
    """Hashes and counts names; merges with the one for the rows behind."""

    def __init__(self) -> None:
        self._hashes: list[NDArray[np.uint64]] = []
        self._n_empty = 0
        self._n_integer_like = 0
        self._largest_number = -1
        self._n_padded = 0
        self._padded: list[str] = []

    def update(self, names: NDArray[np.object_]) -> None:
        """See one block of names."""
        laid_out = characters(names)
        self._hashes.append(hash_characters(laid_out))
        lengths = np.diff(laid_out.indptr)
        self._n_empty += int(np.count_nonzero(lengths == 0))
        self._note_numbers([name for name in names if name.isdecimal()])
        filled = np.flatnonzero(lengths)
        first = laid_out.codes[laid_out.indptr[:-1][filled]]
        last = laid_out.codes[laid_out.indptr[1:][filled] - 1]
        padded = filled[np.isin(first, _SPACES) | np.isin(last, _SPACES)]
        self._n_padded += len(padded)
        self._padded.extend(names[padded[: MAX_EXAMPLES - len(self._padded)]].tolist())

    def merge(self, other: IndexNames) -> None:
        """Take over what was seen of the rows behind."""
        self._hashes.extend(other._hashes)
        self._n_empty += other._n_empty
        self._n_integer_like += other._n_integer_like
        self._largest_number = max(self._largest_number, other._largest_number)
        self._n_padded += other._n_padded
        self._padded = (self._padded + other._padded)[:MAX_EXAMPLES]

    def repeated(self) -> NDArray[np.uint64]:
        """Return the hashes that more than one name has, ascending."""
        return repeated_hashes(self._all_hashes())

    def result(self, duplicated: tuple[int, Sequence[str]]) -> IndexFacts:
        """Return the facts, given how many names are copies, and which."""
        n_duplicated, examples = duplicated
        return IndexFacts(
            n_rows=sum(map(len, self._hashes)),
            n_duplicated=n_duplicated,
            duplicated_examples=tuple(examples),
            n_empty=self._n_empty,
            n_integer_like=self._n_integer_like,
            largest_number=self._largest_number,
            n_padded=self._n_padded,
            padded_examples=tuple(self._padded),
        )

    def n_copies(self, repeated: NDArray[np.uint64]) -> int:
        """Count rows whose hash a row before them has."""
        members = sum(int(_is_in(part, repeated).sum()) for part in self._hashes)
        return members - len(repeated)

    def _note_numbers(self, numbers: list[str]) -> None:
        self._n_integer_like += len(numbers)
        # More digits are no position of a row, and Python refuses to read very many.
        found = (int(number[-_MOST_DIGITS:]) for number in numbers if len(number) <= _MOST_DIGITS)
        largest = max(found, default=-1)
        if any(len(number) > _MOST_DIGITS for number in numbers):
            largest = 10**_MOST_DIGITS
        self._largest_number = max(self._largest_number, largest)

    def _all_hashes(self) -> NDArray[np.uint64]:
        return np.concatenate([*self._hashes, np.empty(0, np.uint64)])


def index_facts(frame: Frame) -> IndexFacts:
    """Measure the row names of a frame.

    Names are read a second time where some may be repeated, to compare them as text.

    Raises
    ------
    UnreadableInputError
        The frame has no row names, or their bytes cannot be decoded.
    """
    names = IndexNames()
    for block in frame.index():
        names.update(block)
    repeated = names.repeated()
    if not len(repeated):
        return names.result((0, ()))
    if len(repeated) > MAX_CONFIRMED:
        _, examples = _copies(frame.index(), repeated[:MAX_CONFIRMED])
        return names.result((names.n_copies(repeated), examples))
    return names.result(_copies(frame.index(), repeated))


def _copies(
    blocks: Iterable[NDArray[np.object_]], repeated: NDArray[np.uint64]
) -> tuple[int, list[str]]:
    seen: Counter[str] = Counter()
    examples: dict[str, None] = {}
    for block in blocks:
        for name in block[_is_in(hash_texts(block), repeated)]:
            seen[name] += 1
            if seen[name] > 1 and len(examples) < MAX_EXAMPLES:
                examples[name] = None
    return sum(seen.values()) - len(seen), list(examples)


def _is_in(hashes: NDArray[np.uint64], some: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if not len(some):
        return np.zeros(len(hashes), bool)
    place = np.searchsorted(some, hashes)
    place[place == len(some)] = 0
    found: NDArray[np.bool_] = some[place] == hashes
    return found
