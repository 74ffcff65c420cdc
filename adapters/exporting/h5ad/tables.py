"""Which table of a dataset a single-table format gets, and what the card says of its matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.exporting.exporter import ExportError, Unheld

if TYPE_CHECKING:
    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.generated.views import DatasetCard, ModalityTable
    from aivc.storage.model import Table


def main_table(source: ExportSource) -> tuple[Table, tuple[Unheld, ...]]:
    """Choose the table whose features are genes, else the first one with a matrix.

    Returns
    -------
    Table
        The table.
    tuple of Unheld
        The tables that stay behind.

    Raises
    ------
    ExportError
        The dataset holds no matrix.
    """
    tables = [table for table in source.dataset.tables if table.matrices]
    if not tables:
        msg = f"{source.path} holds no matrix, and an h5ad file needs one"
        raise ExportError(msg)
    with_genes = [t for t in tables if _has_genes(source.card, t)]
    chosen = (with_genes or tables)[0]
    because = f"the file holds one table, and {chosen.name or 'the first'} is the one"
    others = [t for t in source.dataset.tables if t is not chosen]
    return chosen, tuple(Unheld(t.name, f"{t.n_var:,} features", because) for t in others)


def matrices_of_card(card: DatasetCard, table: Table) -> dict[str, ModalityTable]:
    """Return what the card says of the matrices of a table, by their names in it."""
    prefix = f"{table.name}/" if table.name else ""
    return {
        said.path_in_file.removeprefix(prefix): said
        for said in card.tables
        if said.path_in_file is not None and said.path_in_file.startswith(prefix)
    }


def _has_genes(card: DatasetCard, table: Table) -> bool:
    said = matrices_of_card(card, table).values()
    return any(m.feature_space is not None and m.feature_space.feature_type == "gene" for m in said)
