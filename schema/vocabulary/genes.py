"""Gene names: ids, approved symbols, earlier symbols and aliases, one table per organism."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.errors import VocabularyUnavailableError
from aivc.schema.vocabulary.organisms import find_organism
from aivc.schema.vocabulary.tables import sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from aivc.schema.vocabulary.gene_index import GeneIndex

VERSIONED = re.compile(r"(?P<bare>[A-Za-z]+[0-9]{7,})\.[0-9]+(?P<region>_PAR_Y)?", re.ASCII)


class GeneMatchKind(StrEnum):
    """By what a text names a gene."""

    APPROVED = "approved"
    """The symbol in the annotation or, where that lacks the gene, of the naming authority."""
    ALIAS = "alias"
    PREVIOUS = "previous"
    ENSEMBL_ID = "ensembl_id"
    """The stable id in the annotation (Ensembl, FlyBase, WormBase, ERCC)."""
    VERSIONED_ID = "versioned_id"
    """The stable id followed by a version, such as ``ENSG00000141510.18``."""
    AMBIGUOUS = "ambiguous"
    """An alias or previous symbol of several genes; no one of them is chosen."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class GeneCandidate:
    """A gene that a text may name; ``relation`` is approved, previous or alias.

    ``ensembl_ids`` is empty for a gene that the naming authority knows and the annotation lacks.
    """

    symbol: str
    ensembl_ids: tuple[str, ...]
    relation: str


@dataclass(frozen=True, slots=True)
class GeneMatch:
    """What a text names.

    Attributes
    ----------
    kind
        By which name it was found.
    ensembl_ids
        Gene ids in the annotation. Several where the annotation gives one symbol to several
        genes; none where the gene is not annotated, is unknown or ambiguous.
    symbol
        Approved symbol, "" where the gene has none, is unknown or ambiguous.
    candidates
        The genes to choose from where the text is ambiguous; otherwise other genes that the same
        text is an alias or previous symbol of.
    case_folded
        True where the text matches only if case is ignored.
    """

    kind: GeneMatchKind
    ensembl_ids: tuple[str, ...] = ()
    symbol: str = ""
    candidates: tuple[GeneCandidate, ...] = ()
    case_folded: bool = False


@dataclass(frozen=True, slots=True)
class GeneTable:
    """The genes of one organism; made by :func:`genes`."""

    organism: str
    version: str
    _index: GeneIndex

    def __len__(self) -> int:
        """Return the number of annotated genes."""
        return len(self._index.identifiers)

    def by_id(self, gene_id: str) -> str | None:
        """Return the symbol of a stable id ("" for a gene without name), None if there is none."""
        row = self._index.identifiers.row(gene_id)
        return None if row < 0 else self._index.symbols[row]

    def written_among(self, names: Collection[str]) -> frozenset[str]:
        """Return those of some names that are ids or symbols, now or earlier, as written.

        Examples
        --------
        >>> sorted(genes("human").written_among(["TP53", "tp53", "MLL", "p53", "aspirin"]))
        ['MLL', 'TP53']
        """
        identified = {name for name in names if self._by_identifier(name.strip()) is not None}
        return self._index.symbols_among(names) | identified

    def by_symbol(self, symbol: str) -> tuple[str, ...]:
        """Return the stable ids of an approved symbol, in ascending order; case counts."""
        genes_named = self._index.genes_named(symbol)
        rows = {row for relation, row in genes_named if relation == "approved"}
        return self._ids(rows)

    def by_ncbi_gene(self, number: int) -> tuple[str, ...]:
        """Return the stable ids of an NCBI Gene (Entrez) id; human only, () elsewhere."""
        return self._ids(self._index.rows_numbered(self._index.ncbi, number))

    def by_hgnc(self, number: int) -> tuple[str, ...]:
        """Return the stable ids of an HGNC id; human only, () elsewhere."""
        return self._ids(self._index.rows_numbered(self._index.hgnc, number))

    def resolve(self, text: str) -> GeneMatch:
        """Find the gene that a text names.

        The exact spelling is tried first: a stable id, an approved symbol, then previous symbols
        and aliases together; after that the same names with case ignored. An approved symbol wins
        over an alias of the same spelling, whose genes are then ``candidates``. The text is one
        name: ``HLA-A`` is a gene, and nothing is split. Tell control labels apart beforehand:
        ``ctrl`` is also the gene CTRL in small letters.

        Examples
        --------
        >>> genes("human").resolve("SEPT7").symbol
        'SEPTIN7'
        """
        name = text.strip()
        return self._by_identifier(name) or (
            self._by_name(self._index.genes_named(name), case_folded=False)
            or self._by_name(self._index.genes_named_in_any_case(name), case_folded=True)
            or GeneMatch(GeneMatchKind.UNKNOWN)
        )

    def _by_identifier(self, name: str) -> GeneMatch | None:
        kind, bare = GeneMatchKind.ENSEMBL_ID, name
        match = VERSIONED.fullmatch(name)
        if match:
            kind, bare = GeneMatchKind.VERSIONED_ID, match["bare"]
        symbol = self.by_id(bare)
        return None if symbol is None else GeneMatch(kind, (bare,), symbol)

    def _by_name(self, hits: tuple[tuple[str, int], ...], *, case_folded: bool) -> GeneMatch | None:
        if not hits:
            return None
        if len(hits) == 1:
            relation, row = hits[0]
            kind = GeneMatchKind(relation)
            return GeneMatch(kind, self._ids((row,)), self._symbol(row), case_folded=case_folded)
        candidates = self._candidates(hits)
        approved = [found for found in candidates if found.relation == "approved"]
        chosen = approved or list(candidates)
        if len(chosen) > 1:
            return GeneMatch(
                GeneMatchKind.AMBIGUOUS, candidates=candidates, case_folded=case_folded
            )
        gene = chosen[0]
        return GeneMatch(
            GeneMatchKind(gene.relation),
            gene.ensembl_ids,
            gene.symbol,
            tuple(other for other in candidates if other != gene),
            case_folded,
        )

    def _candidates(self, hits: tuple[tuple[str, int], ...]) -> tuple[GeneCandidate, ...]:
        """Gather the hits by gene: rows that share an approved symbol are one gene."""
        rows: dict[str, set[int]] = {}
        relations: dict[str, str] = {}
        order = ("approved", "previous", "alias")
        for relation, row in sorted(hits, key=lambda hit: order.index(hit[0])):
            symbol = self._symbol(row)
            rows.setdefault(symbol, set()).add(row)
            relations.setdefault(symbol, str(relation))
        return tuple(
            GeneCandidate(symbol, self._ids(rows[symbol]), relations[symbol])
            for symbol in sorted(rows, key=lambda symbol: (order.index(relations[symbol]), symbol))
        )

    def _symbol(self, row: int) -> str:
        return self._index.symbols[row] or (self._index.identifier(row) or "")

    def _ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        found = (self._index.identifier(row) for row in sorted(rows))
        return tuple(identifier for identifier in found if identifier)


@cache
def _load(taxon: str) -> GeneTable:
    # numpy is imported here, with the first gene table that is asked for.
    from aivc.schema.vocabulary.gene_index import GeneIndex
    from aivc.schema.vocabulary.packed import read_packed

    index = GeneIndex.unpack(read_packed(sources()["genes"][taxon]["file"]))
    return GeneTable(taxon, index.version, index)


def gene_table_organisms() -> tuple[str, ...]:
    """Return the taxa whose gene tables are held offline, sorted as text."""
    return tuple(sorted(sources()["genes"]))


def genes(organism: str) -> GeneTable:
    """Return the gene table of an organism, given as CURIE, taxon id or name.

    Earlier symbols and aliases are held for human (HGNC); for mouse (MGI) and rat (RGD) all other
    names are aliases; the other organisms have ids and symbols only.

    Raises
    ------
    VocabularyUnavailableError
        No gene table of this organism is held offline.

    Examples
    --------
    >>> genes("NCBITaxon:9606").by_id("ENSG00000141510")
    'TP53'
    """
    known = find_organism(organism)
    if known is None or known.curie not in sources()["genes"]:
        held = ", ".join(gene_table_organisms())
        msg = f"no gene table of {organism!r} is held offline; held: {held}"
        raise VocabularyUnavailableError(msg)
    return _load(known.curie)
