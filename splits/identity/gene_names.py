"""Which gene a label names, in the table of the organism that the labels are about."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.errors import VocabularyUnavailableError
from aivc.schema.vocabulary.genes import GeneMatch, GeneMatchKind, genes
from aivc.splits.identity.naming import Renaming, Step, doubt
from aivc.splits.identity.spelling import is_number, tidy

if TYPE_CHECKING:
    from collections.abc import Collection

    from aivc.schema.vocabulary.genes import GeneTable
    from aivc.splits.identity.model import Doubt

ASSUMED = ("NCBITaxon:9606", "NCBITaxon:10090")
"""Organisms that are tried where none is stated: symbols of man are in capitals, of mouse not."""

MOST_OF = 0.5
"""Share of labels that must be approved symbols or ids for an organism to be assumed."""

MOST_NAMESAKES = 5
"""Genes that share one symbol. More of them share the name of a family, as 758 genes Y_RNA do."""

SHORTEST_ALIAS = 2
"""A single letter is a placeholder before it is an alias: ``B`` is one of PPIB."""

CASE_BOUND = frozenset({"NCBITaxon:7227"})
"""Organisms of which case tells genes apart: in the fly, h is hairy and H is Hairless."""

WORDS = {
    GeneMatchKind.ALIAS: "another name",
    GeneMatchKind.PREVIOUS: "an earlier symbol",
    GeneMatchKind.ENSEMBL_ID: "the id",
    GeneMatchKind.VERSIONED_ID: "the id, with a version,",
    GeneMatchKind.APPROVED: "the symbol",
}


@dataclass(frozen=True)
class GeneNames:
    """Names of genes.

    Attributes
    ----------
    table
        Genes of the organism; None where its table is not held, or no organism is known.
    doubts
        What was assumed, or is not held.
    """

    table: GeneTable | None
    doubts: tuple[Doubt, ...] = ()

    def symbol_of(self, text: str) -> str | None:
        """Return the symbol (or id) of the one gene that a text names, None where it names none."""
        match = self._match(text)
        return None if match is None else _name_of(match)

    def is_gene(self, text: str) -> bool:
        """Tell whether a text names a gene, or one of several."""
        match = self._match(text)
        return match is not None and match.kind is not GeneMatchKind.UNKNOWN

    def is_written_as_gene(self, text: str) -> bool:
        """Tell whether a text is an id, or a symbol now or earlier, in this very spelling."""
        match = self._match(text)
        return (
            match is not None
            and not match.case_folded
            and match.kind not in {GeneMatchKind.UNKNOWN, GeneMatchKind.ALIAS}
        )

    def rename(self, names: tuple[str, ...]) -> Renaming:
        """Find the genes of names; what names several genes is a doubt and stays as it is."""
        steps: dict[str, Step] = {}
        settled: set[str] = set()
        unclear: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        unknown: list[str] = []
        for name in names:
            match = self._match(name)
            if match is None:
                continue
            if match.kind is GeneMatchKind.UNKNOWN:
                unknown.append(name)
            symbol = _name_of(match)
            if symbol is not None:
                settled.add(symbol)
                steps[name] = Step(symbol, _reason(name, symbol, match))
            elif match.kind is GeneMatchKind.AMBIGUOUS:
                unclear[tuple(gene.symbol for gene in match.candidates)].append(name)
        doubts = tuple(
            doubt("ambiguous", labels, _several(genes_named), genes_named)
            for genes_named, labels in unclear.items()
        )
        if unknown:
            doubts += (
                doubt("unresolved", unknown, "no gene of this name is known; compared by letters"),
            )
        return Renaming(steps, doubts, frozenset(settled))

    def _match(self, text: str) -> GeneMatch | None:
        name = tidy(text)
        if self.table is None or not name or is_number(name):
            return None
        match = self.table.resolve(name)
        if match.kind is GeneMatchKind.ALIAS and len(name) < SHORTEST_ALIAS:
            return None
        if match.case_folded and self.table.organism in CASE_BOUND:
            return GeneMatch(GeneMatchKind.UNKNOWN)
        return match


def gene_names(organism: str, labels: Collection[str]) -> GeneNames:
    """Return the names of genes of an organism, or of the one that the labels speak of.

    Parameters
    ----------
    organism
        CURIE, taxon id or name; empty where it is not known.
    labels
        Distinct labels to be named; they are asked only where no organism is known.
    """
    if not organism:
        return _assumed(labels)
    try:
        return GeneNames(genes(organism))
    except VocabularyUnavailableError as error:
        return GeneNames(None, (doubt("not_held", labels, str(error)),))


def _assumed(labels: Collection[str]) -> GeneNames:
    for taxon in ASSUMED:
        table = genes(taxon)
        written = table.written_among({tidy(label) for label in labels})
        found = [label for label in labels if tidy(label) in written and not is_number(tidy(label))]
        if len(found) > MOST_OF * len(labels):
            detail = (
                f"no organism is stated; {len(found)} of {len(labels)} labels are genes of "
                f"{taxon}, whose names were used"
            )
            return GeneNames(table, (doubt("assumed", found, detail),))
    return GeneNames(None)


def _name_of(match: GeneMatch) -> str | None:
    if match.kind in {GeneMatchKind.UNKNOWN, GeneMatchKind.AMBIGUOUS}:
        return None
    is_family = len(match.ensembl_ids) > MOST_NAMESAKES
    if not match.symbol or is_family:
        return match.ensembl_ids[0] if len(match.ensembl_ids) == 1 else None
    return match.symbol


def _several(symbols: tuple[str, ...]) -> str:
    return f"names several genes: {', '.join(symbols)}; not merged with any"


def _reason(name: str, symbol: str, match: GeneMatch) -> str:
    if name.casefold() == symbol.casefold():
        return "same letters but for case"
    return f"{name} is {WORDS[match.kind]} of {symbol}"
