"""Labels of obs and of the card that name genes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import GeneMatchKind, genes, organism_of_gene_ids
from aivc.validators.findings import Location
from aivc.validators.rules.voc.gene_features import gene_features, known_tables, organisms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.vocabulary import GeneMatch, GeneTable
    from aivc.validators.facts.model import ColumnFacts, Facts

ROLES = ("agent", "condition", "target")
NAMED_FOR_GENES = re.compile(
    r"(target|perturbed|pert)?[ _.]?(gene|target|perturbation|condition|guide_target)s?([ _.](name|symbol|target))?",
    re.IGNORECASE,
)
MOSTLY = 0.5
"""Share of the labels of a column that must be genes for the column to be about genes."""
USUAL_SEPARATOR = "+"
"""Between the members of a combination where no card declares it (GEARS, PerturBench)."""
HUMAN = "NCBITaxon:9606"


@dataclass(frozen=True, slots=True)
class GeneLabel:
    """One label that names a gene, or a part of one that names a combination."""

    location: Location
    text: str
    match: GeneMatch
    count: int
    total: int


def gene_labels(card: DatasetCard, facts: Facts) -> Iterator[GeneLabel]:
    """Yield the labels of all columns and agents that are about genes, with what they name."""
    declared = organisms_of(card, facts) or _organisms_of_ids(card, facts) or (HUMAN,)
    taxa = known_tables(declared)
    if not taxa:
        return
    table = genes(taxa[0])
    yield from _in_obs(card, facts, table)
    yield from _in_card(card, table)


def _organisms_of_ids(card: DatasetCard, facts: Facts) -> tuple[str, ...]:
    """Return the organisms whose gene ids the tables have, where nothing declares them."""
    told = (organism_of_gene_ids(f.names) for f in gene_features(card, facts) if f.are_ids)
    return tuple(dict.fromkeys(taxon for taxon, share in told if taxon and share > MOSTLY))


def _in_obs(card: DatasetCard, facts: Facts, genes_: GeneTable) -> Iterator[GeneLabel]:
    separator = _separator(card)
    for table in facts.tables.values():
        for name, column in (table.obs.columns if table.obs else {}).items():
            if not _is_about_genes(name, table.name, facts):
                continue
            labels = [
                GeneLabel(
                    Location("obs", table=table.name, column=name),
                    part,
                    genes_.resolve(part),
                    rows,
                    column.n_rows,
                )
                for part, rows in _parts(column, separator, genes_)
            ]
            known = sum(label.match.kind is not GeneMatchKind.UNKNOWN for label in labels)
            if labels and known / len(labels) > MOSTLY:
                yield from labels


def _is_about_genes(column: str, table: str, facts: Facts) -> bool:
    roles = facts.design.roles if facts.design else {}
    bound = any(
        column in roles[role].columns and roles[role].table == table
        for role in ROLES
        if role in roles
    )
    return bound or NAMED_FOR_GENES.fullmatch(column) is not None


def _parts(column: ColumnFacts, separator: str, genes_: GeneTable) -> Iterator[tuple[str, int]]:
    """Split labels at the separator, unless the whole label is a gene itself (``HLA-A``)."""
    rows: dict[str, int] = {}
    for label, count in zip(column.categories, column.counts, strict=True):
        if not count:
            continue
        whole = genes_.resolve(label).kind is not GeneMatchKind.UNKNOWN
        for part in (label,) if whole else label.split(separator):
            text = part.strip()
            if text:
                rows[text] = rows.get(text, 0) + int(count)
    yield from rows.items()


def _in_card(card: DatasetCard, genes_: GeneTable) -> Iterator[GeneLabel]:
    for agent in card.agents:
        if agent.agent_type == "GeneticPerturbation" and agent.label and " " not in agent.label:
            location = Location("card", pointer=f"{agent.pointer}/label")
            yield GeneLabel(location, agent.label, genes_.resolve(agent.label), 1, 0)


def _separator(card: DatasetCard) -> str:
    declared = card.binding.combination_separator if card.binding else None
    return declared or USUAL_SEPARATOR
