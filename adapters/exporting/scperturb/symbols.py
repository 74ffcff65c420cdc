"""Symbols of the features of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import VocabularyUnavailableError, genes

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.storage.model import Table

NAMED = ("feature_name", "gene_symbol", "gene_symbols", "gene_name", "symbol")
"""Columns of var that hold symbols."""


def symbols_of_features(card: DatasetCard, table: Table) -> list[str]:
    """Return the symbol of each feature: from var, else from the gene table, else its name."""
    names = [name for block in table.var.index() for name in block.tolist()]
    for column in NAMED:
        if table.var.has(column):
            found = table.var.column(column)
            labels = [*found.categories, ""]
            told = [labels[code] for code in found.codes.tolist()]
            return [symbol or name for symbol, name in zip(told, names, strict=True)]
    organisms = card.organism_ontology_term_id
    try:
        known = genes(organisms[0]) if len(organisms) == 1 else None
    except VocabularyUnavailableError:
        known = None
    if known is None:
        return names
    return [known.by_id(name.partition(".")[0]) or name for name in names]
