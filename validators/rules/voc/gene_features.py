"""The features of a dataset that are genes, and the organism that they should be of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import gene_table_organisms, organism_of_gene_ids, species_of
from aivc.validators.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, FeatureSpace
    from aivc.validators.facts.model import Facts, TableFacts

SPIKE_INS = "ERCC-"
MOSTLY = 0.5
"""Share from which names are taken for gene ids where no card says so."""


@dataclass(frozen=True, slots=True)
class GeneFeatures:
    """The names of the gene features of one table."""

    location: Location
    names: tuple[str, ...]
    are_ids: bool
    """Whether they are stable ids; symbols otherwise."""


def gene_features(card: DatasetCard, facts: Facts) -> Iterator[GeneFeatures]:
    """Yield the gene features of every table, as the card declares them or as they look."""
    for table in facts.tables.values():
        if table.var is None or not table.var.names:
            continue
        space = _space(card, table)
        column = space.feature_column if space and space.feature_column else ""
        names = _names(table, column)
        location = Location("var", table=table.name, column=column)
        if space is not None and space.feature_type not in ("gene", None):
            continue
        if space is not None and space.identifier_scheme in ("ensembl", "symbol"):
            yield GeneFeatures(location, names, are_ids=space.identifier_scheme == "ensembl")
        elif organism_of_gene_ids(names)[1] > MOSTLY:
            yield GeneFeatures(location, names, are_ids=True)


def organisms_of(card: DatasetCard, facts: Facts) -> tuple[str, ...]:
    """Return the organisms that the card or uns declares."""
    if card.organism_ontology_term_id:
        return card.organism_ontology_term_id
    declared = (t.uns.get("organism_ontology_term_id") for t in facts.tables.values())
    return tuple(dict.fromkeys(text for text in declared if isinstance(text, str)))


def known_tables(organisms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the organisms among these whose genes are held; of a strain, its species."""
    return tuple(taxon for taxon in species_among(organisms) if taxon in gene_table_organisms())


def species_among(organisms: tuple[str, ...]) -> tuple[str, ...]:
    """Return each organism, or the species that it is a strain or subspecies of."""
    known = {taxon: species_of(taxon) for taxon in organisms}
    return tuple(
        dict.fromkeys(species.curie if species else taxon for taxon, species in known.items())
    )


def _space(card: DatasetCard, table: TableFacts) -> FeatureSpace | None:
    paths = {table.path_of(matrix.name) for matrix in table.matrices if "obsm/" not in matrix.name}
    declared = [t for t in card.tables if t.path_in_file in paths and t.feature_space is not None]
    return declared[0].feature_space if declared else None


def _names(table: TableFacts, column: str) -> tuple[str, ...]:
    if table.var is None:
        return ()
    if column in table.var.columns:
        return table.var.columns[column].used
    return table.var.names or ()
