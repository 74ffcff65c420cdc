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
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from aivc.schema.vocabulary.packed import PackedFile, TextColumn


class Relation(StrEnum):
    """How a name belongs to a gene."""

    APPROVED = "approved"
    PREVIOUS = "previous"
    ALIAS = "alias"


@dataclass(frozen=True)
class GeneIndex:
    """Rows are the annotated genes by id, then approved genes that the annotation lacks.

    ``symbols`` has one entry per row: the name in the annotation, else that of the naming
    authority, else empty. ``hgnc`` and ``ncbi``
    have shape (n_rows,), 0 where there is no such id.
    """

    version: str
    identifiers: IdentifierSet
    symbols: TextColumn
    hgnc: NDArray[np.int32]
    ncbi: NDArray[np.int32]
    _names: Mapping[Relation, tuple[NDArray[np.int32], TextColumn]]

    @classmethod
    def unpack(cls, packed: PackedFile) -> GeneIndex:
        """Read the sections of a packed gene table."""
        sections = {Relation.PREVIOUS: "previous", Relation.ALIAS: "aliases"}
        names = {}
        for relation, section in sections.items():
            counts = packed.small(f"{section}_counts")
            rows = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
            names[relation] = (rows, packed.text(section))
        return cls(
            version=packed.header["version"],
            identifiers=IdentifierSet.unpack(packed),
            symbols=packed.text("symbols"),
            hgnc=packed.integers("hgnc"),
            ncbi=packed.integers("ncbi"),
            _names=names,
        )

    def names(self) -> Iterator[tuple[Relation, str, int]]:
        """Yield every name as (relation, name, row), approved ones first."""
        for row, symbol in enumerate(self.symbols.texts()):
            if symbol:
                yield Relation.APPROVED, symbol, row
        for relation, (rows, names) in self._names.items():
            for name, row in zip(names.texts(), rows.tolist(), strict=True):
                yield relation, name, row

    @cached_property
    def exact(self) -> Mapping[str, tuple[tuple[Relation, int], ...]]:
        """Map each name, as written, to the genes it belongs to."""
        found: defaultdict[str, list[tuple[Relation, int]]] = defaultdict(list)
        for relation, name, row in self.names():
            found[name].append((relation, row))
        return {name: tuple(genes) for name, genes in found.items()}

    @cached_property
    def folded(self) -> Mapping[str, tuple[tuple[Relation, int], ...]]:
        """Map each name, its case folded, to the genes it belongs to."""
        found: defaultdict[str, list[tuple[Relation, int]]] = defaultdict(list)
        for relation, name, row in self.names():
            found[name.casefold()].append((relation, row))
        return {name: tuple(genes) for name, genes in found.items()}

    def rows_numbered(self, column: NDArray[np.int32], number: int) -> list[int]:
        """Return the rows that hold a number in ``hgnc`` or ``ncbi``."""
        rows: list[int] = np.flatnonzero(column == number).tolist() if number > 0 else []
        return rows

    def identifier(self, row: int) -> str | None:
        """Return the gene id of a row, None for a gene that the annotation lacks."""
        return self.identifiers.text(row) if row < len(self.identifiers) else None
