"""One gene table in memory: ids by row, names to rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary.identifiers import IdentifierSet

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from aivc.schema.vocabulary.packed import PackedFile, TextColumn


class Relation(StrEnum):
    """How a name belongs to a gene."""

    APPROVED = "approved"
    PREVIOUS = "previous"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class NameTable:
    """Places of names in a list; most names have one place, so that only the others need a tuple.

    ``last`` maps each name to its last place, ``earlier`` the repeated ones to those before.
    """

    last: Mapping[str, int]
    earlier: Mapping[str, list[int]]

    @classmethod
    def build(cls, names: Sequence[str]) -> NameTable:
        """Index a list of names; empty ones are no names."""
        last = dict(zip(names, range(len(names)), strict=True))
        earlier: defaultdict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            if name and last[name] != place:
                earlier[name].append(place)
        last.pop("", None)
        return cls(last, dict(earlier))

    def places(self, name: str) -> list[int]:
        """Return all places of a name, in ascending order."""
        last = self.last.get(name)
        return [] if last is None else [*self.earlier.get(name, ()), last]


@dataclass(frozen=True)
class GeneIndex:
    """Rows are the annotated genes by id, then approved genes that the annotation lacks.

    ``symbols`` has one entry per row: the name in the annotation, else that of the naming
    authority, else empty. ``hgnc`` and ``ncbi`` have shape (n_rows,), 0 where there is no such id.
    """

    version: str
    identifiers: IdentifierSet
    symbols: TextColumn
    hgnc: NDArray[np.int32]
    ncbi: NDArray[np.int32]
    _previous: TextColumn
    _previous_rows: NDArray[np.int32]
    _aliases: TextColumn
    _alias_rows: NDArray[np.int32]

    @classmethod
    def unpack(cls, packed: PackedFile) -> GeneIndex:
        """Read the sections of a packed gene table."""
        return cls(
            version=packed.header["version"],
            identifiers=IdentifierSet.unpack(packed),
            symbols=packed.text("symbols"),
            hgnc=packed.integers("hgnc"),
            ncbi=packed.integers("ncbi"),
            _previous=packed.text("previous"),
            _previous_rows=_owners(packed.small("previous_counts")),
            _aliases=packed.text("aliases"),
            _alias_rows=_owners(packed.small("aliases_counts")),
        )

    def names(self) -> list[str]:
        """Return all names: a symbol (maybe empty) per row, previous symbols, aliases."""
        return [*self.symbols.texts(), *self._previous.texts(), *self._aliases.texts()]

    def symbols_among(self, names: Collection[str]) -> frozenset[str]:
        """Return those of some names that are symbols, now or earlier, as written.

        It needs no index of names, so that a few labels can be tried on several organisms.
        """
        wanted = set(names) - {""}
        return frozenset(
            wanted.intersection(self.symbols.texts()) | wanted.intersection(self._previous.texts())
        )

    def genes_named(self, name: str) -> tuple[tuple[Relation, int], ...]:
        """Return (relation, row) of the genes with this name, as written."""
        return tuple(map(self._gene, self._exact.places(name)))

    def genes_named_in_any_case(self, name: str) -> tuple[tuple[Relation, int], ...]:
        """Return (relation, row) of the genes with this name, its case ignored."""
        return tuple(map(self._gene, self._folded.places(name.casefold())))

    def rows_numbered(self, column: NDArray[np.int32], number: int) -> list[int]:
        """Return the rows that hold a number in ``hgnc`` or ``ncbi``."""
        rows: list[int] = np.flatnonzero(column == number).tolist() if number > 0 else []
        return rows

    def identifier(self, row: int) -> str | None:
        """Return the gene id of a row, None for a gene that the annotation lacks."""
        return self.identifiers.text(row) if row < len(self.identifiers) else None

    def _gene(self, place: int) -> tuple[Relation, int]:
        if place < len(self.symbols):
            return Relation.APPROVED, place
        place -= len(self.symbols)
        if place < len(self._previous):
            return Relation.PREVIOUS, int(self._previous_rows[place])
        return Relation.ALIAS, int(self._alias_rows[place - len(self._previous)])

    @cached_property
    def _exact(self) -> NameTable:
        return NameTable.build(self.names())

    @cached_property
    def _folded(self) -> NameTable:
        return NameTable.build("\n".join(self.names()).casefold().split("\n"))


def _owners(counts: NDArray[np.uint8]) -> NDArray[np.int32]:
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)
