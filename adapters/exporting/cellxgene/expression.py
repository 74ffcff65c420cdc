"""Which matrices the file gets: normalised values in X, raw counts in raw/X, or counts in X."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.adapters.exporting.cellxgene.standard import NOT_RAW, RNA
from aivc.adapters.exporting.exporter import Lacking
from aivc.adapters.exporting.h5ad.tables import matrices_of_card
from aivc.schema.vocabulary import is_descendant, lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.adapters.exporting.source import ExportSource
    from aivc.storage.model import Frame, Matrix, Table

COUNTS = "raw_counts"


@dataclass(frozen=True, slots=True)
class Expression:
    """The matrices of a table in their roles.

    Attributes
    ----------
    main
        What X holds.
    raw
        What raw/X holds; None where X is raw, or there are no raw counts.
    layers
        The other matrices of the size of the table.
    """

    main: Matrix
    raw: Matrix | None
    layers: tuple[Matrix, ...]

    @property
    def counts(self) -> Matrix:
        """Return the raw counts, or what stands in their place."""
        return self.raw or self.main


def expression_of(source: ExportSource, table: Table) -> tuple[Expression, bool]:
    """Tell apart the matrices of a table; the second is whether the card names raw counts."""
    said = matrices_of_card(source.card, table)
    by_name = {matrix.name: matrix for matrix in table.matrices}
    is_counts = {name: name in said and said[name].value_type == COUNTS for name in by_name}
    order = sorted(by_name, key=lambda name: (name != "X", name != "raw/X", name))
    counts = next((name for name in order if is_counts[name]), None)
    main = "X" if "X" in by_name else counts or order[0]
    raw = by_name[counts] if counts is not None and counts != main else None
    layers = tuple(
        by_name[name] for name in order if name.startswith("layers/") and name not in (main, counts)
    )
    return Expression(by_name[main], raw, layers), counts is not None


def raw_var_of(table: Table, raw: Matrix | None) -> Frame:
    """Return the frame of the columns of the raw counts."""
    is_apart = raw is not None and raw.name == "raw/X" and table.raw_var is not None
    return table.raw_var if is_apart and table.raw_var is not None else table.var


def asks_for_counts(assays: Iterable[str]) -> bool:
    """Tell whether CELLxGENE asks for raw counts of one of some assays."""
    known = [term for term in assays if lookup(term) is not None]
    is_rna = any(all(is_descendant(term, top, include_self=True) for top in RNA) for term in known)
    is_other = all(
        any(is_descendant(term, top, include_self=True) for top in NOT_RAW) for term in known
    )
    return is_rna or not is_other


def lacking_counts(*, has_counts: bool, asked_for: bool) -> tuple[Lacking, ...]:
    """Say that raw counts are missing, where they are asked for."""
    if has_counts or not asked_for:
        return ()
    told = "the matrix of raw counts: a table of the card whose value_type is raw_counts"
    return (Lacking("/tables", told),)
