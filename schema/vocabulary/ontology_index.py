"""One ontology in memory: terms by row, names, and the hierarchy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary.edit_distance import closest_entries
from aivc.schema.vocabulary.identifiers import IdentifierSet
from aivc.schema.vocabulary.name_index import NameIndex, fold_case
from aivc.schema.vocabulary.packed import PackedFile, TextColumn, read_packed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class OntologyIndex:
    """All terms of one vocabulary file.

    Attributes
    ----------
    identifiers
        CURIEs, one per row.
    labels
        Preferred names, one per row; empty where the vocabulary gives none.
    synonyms, synonym_rows
        Exact synonyms and the row of each, shape (n_synonyms,).
    deprecated
        1 where the term is obsolete, shape (n,).
    parent_bounds, parents
        Rows of the direct parents of row i: ``parents[parent_bounds[i] : parent_bounds[i + 1]]``.
    """

    identifiers: IdentifierSet
    labels: TextColumn
    synonyms: TextColumn
    synonym_rows: NDArray[np.int32]
    deprecated: NDArray[np.uint8]
    parent_bounds: NDArray[np.int64]
    parents: NDArray[np.int32]
    _replaced_rows: NDArray[np.int32]
    _replacements: TextColumn
    _consider_rows: NDArray[np.int32]
    _consider: TextColumn

    @classmethod
    def unpack(cls, packed: PackedFile) -> OntologyIndex:
        """Read the sections of a packed ontology."""
        labels = packed.text("labels")
        counts = packed.small("synonym_counts")
        parent_counts = packed.small("parent_counts")
        return cls(
            identifiers=IdentifierSet.unpack(packed),
            labels=labels,
            synonyms=packed.text("synonyms"),
            synonym_rows=np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            deprecated=packed.small("deprecated"),
            parent_bounds=np.concatenate(
                [np.zeros(1, np.int64), parent_counts.cumsum(dtype=np.int64)]
            ),
            parents=packed.integers("parents"),
            _replaced_rows=packed.integers("replaced_rows"),
            _replacements=packed.text("replacements"),
            _consider_rows=packed.integers("consider_rows"),
            _consider=packed.text("consider"),
        )

    def replacement(self, row: int) -> str | None:
        """Return the term that replaces a deprecated one, where the vocabulary names it."""
        return _sparse(self._replaced_rows, self._replacements, row)

    def considered(self, row: int) -> tuple[str, ...]:
        """Return the terms to consider instead of a deprecated one."""
        return tuple((_sparse(self._consider_rows, self._consider, row) or "").split())

    def ancestor_rows(self, row: int) -> set[int]:
        """Return the rows of all ancestors, the row itself not among them."""
        found: set[int] = set()
        waiting = [row]
        while waiting:
            child = waiting.pop()
            first, last = self.parent_bounds[child], self.parent_bounds[child + 1]
            fresh = set(self.parents[first:last].tolist()) - found
            found |= fresh
            waiting.extend(fresh)
        return found

    def rows_named(self, text: str) -> list[tuple[int, str, bool]]:
        """Return (row, the name as stored, whether it is the label) of every name that matches."""
        labels = [(entry, self.labels[entry], True) for entry in self._label_index.find(text)]
        synonyms = [
            (int(self.synonym_rows[entry]), self.synonyms[entry], False)
            for entry in self._synonym_index.find(text)
        ]
        return labels + synonyms

    def rows_near(self, text: str) -> list[tuple[int, int, str, bool]]:
        """Return (errors, row, the name as stored, whether it is the label), best first."""
        labels = [
            (errors, entry, self.labels[entry], True)
            for errors, entry in closest_entries(self.labels, text)
        ]
        synonyms = [
            (errors, int(self.synonym_rows[entry]), self.synonyms[entry], False)
            for errors, entry in closest_entries(self.synonyms, text)
        ]
        return sorted(labels + synonyms, key=lambda hit: (hit[0], not hit[3], hit[1]))

    @cached_property
    def _label_index(self) -> NameIndex:
        return NameIndex.build(self.labels, fold_case)

    @cached_property
    def _synonym_index(self) -> NameIndex:
        return NameIndex.build(self.synonyms, fold_case)


@cache
def load_ontology(file_name: str) -> OntologyIndex:
    """Load a packed ontology once.

    Raises
    ------
    VocabularyDataError
        The file is missing or damaged.
    """
    return OntologyIndex.unpack(read_packed(file_name))


def _sparse(rows: NDArray[np.int32], texts: TextColumn, row: int) -> str | None:
    place = int(rows.searchsorted(np.int32(row)))
    return texts[place] if place < len(rows) and rows[place] == row else None


def index_names(names: Mapping[str, Sequence[str]]) -> OntologyIndex:
    """Index a small table of identifiers, each with its label and then its synonyms."""
    nothing = np.zeros(0, np.int32)
    empty = TextColumn.parse(b"")
    synonyms = [texts[1:] for texts in names.values()]
    return OntologyIndex(
        identifiers=IdentifierSet.of_texts(names),
        labels=TextColumn.of_texts(texts[0] for texts in names.values()),
        synonyms=TextColumn.of_texts(text for texts in synonyms for text in texts),
        synonym_rows=np.repeat(
            np.arange(len(names), dtype=np.int32), [len(texts) for texts in synonyms]
        ),
        deprecated=np.zeros(len(names), np.uint8),
        parent_bounds=np.zeros(len(names) + 1, np.int64),
        parents=nothing,
        _replaced_rows=nothing,
        _replacements=empty,
        _consider_rows=nothing,
        _consider=empty,
    )
