"""The gene tables of a dataset's organisms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.vocabulary import GeneTable


def gene_tables(card: DatasetCard) -> tuple[GeneTable, ...]:
    """Return the gene tables of all organisms of a card; none where one is not held offline.

    Strains and subspecies have the genes of their species.
    """
    from aivc.schema.vocabulary import VocabularyUnavailableError, genes, species_of

    species = {taxon: species_of(taxon) for taxon in card.organism_ontology_term_id}
    try:
        return tuple(genes(known.curie if known else taxon) for taxon, known in species.items())
    except VocabularyUnavailableError:
        return ()


def is_known(gene_id: str, tables: tuple[GeneTable, ...]) -> bool:
    """Tell whether one of the tables holds a gene id."""
    return any(table.by_id(gene_id) is not None for table in tables)
