"""Ensembl ids of the genes that the tables of a dataset hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.grammar.chain import operators_by_id
from aivc.validators.rules.int.gene_tables import gene_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.schema.generated.views import DatasetCard, ModalityTable
    from aivc.validators.facts.model import Facts

MEASURES_RNA = frozenset({"SingleCellRNA", "BulkExpression", "SpotSpatial"})
"""Operators that measure whatever genes there are."""


@dataclass(frozen=True, slots=True)
class MeasuredGenes:
    """Genes by Ensembl id without version, and the table of the container they were read from."""

    ids: frozenset[str]
    table: str


def measured_ids(card: DatasetCard, facts: Facts) -> MeasuredGenes | None:
    """Return the genes of all tables that measured RNA without choosing genes before.

    Returns
    -------
    MeasuredGenes or None
        None where there is no such table, where the names of one could not be read, or where
        genes are neither named by Ensembl id nor by a symbol that can be looked up: absence
        cannot be told then.
    """
    operators = operators_by_id(card)
    ids: set[str] = set()
    first: str | None = None
    for table in card.tables:
        operator = operators.get(table.measured_by or "")
        space = table.feature_space
        measures_rna = operator is not None and operator.operator_type in MEASURES_RNA
        if not measures_rna or space is None or space.feature_type != "gene":
            continue
        if space.is_targeted:
            return None
        names = _names(table, facts)
        found = _as_ids(names[1], space.identifier_scheme, card) if names is not None else None
        if names is None or found is None:
            return None
        ids |= found
        first = names[0] if first is None else first
    return None if first is None else MeasuredGenes(frozenset(ids), first)


def _names(table: ModalityTable, facts: Facts) -> tuple[str, tuple[str, ...]] | None:
    """Return the table of the container, and the identifiers of the features."""
    found = facts.resolve(table.path_in_file or "")
    if found is None:
        return None
    frame = found[0].raw_var if found[1].name == "raw/X" else found[0].var
    if frame is None:
        return None
    column = table.feature_space.feature_column if table.feature_space is not None else None
    if column is None:
        return None if frame.names is None else (found[0].name, frame.names)
    facts_of_column = frame.columns.get(column)
    return None if facts_of_column is None else (found[0].name, facts_of_column.used)


def _as_ids(names: Iterable[str], scheme: str | None, card: DatasetCard) -> set[str] | None:
    if scheme == "ensembl":
        return {name.partition(".")[0] for name in names}
    tables = gene_tables(card) if scheme == "symbol" else ()
    if not tables:
        return None
    return {found for name in names for t in tables for found in t.resolve(name).ensembl_ids}
