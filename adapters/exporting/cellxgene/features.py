"""The features of the file: Ensembl ids of the annotation that CELLxGENE pins."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.exporting.cellxgene.standard import AUTHOR
from aivc.adapters.exporting.exporter import Lacking, Unheld
from aivc.adapters.exporting.h5ad.tables import matrices_of_card
from aivc.schema.vocabulary import find_organism, genes, organisms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.adapters.exporting.source import ExportSource
    from aivc.schema.vocabulary import GeneTable, Organism
    from aivc.storage.model import Frame, Table

VERSION = re.compile(r"\.\d+$")
SHOWN = 5
OWN_INDEX = f"{AUTHOR}feature_id"


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Which columns of a frame stay, and how they are called.

    Attributes
    ----------
    ids
        Ensembl id without version of each column that stays.
    kept
        Position of each of them in the frame, ascending.
    n_columns
        Number of columns of the frame.
    is_renamed
        Whether the ids differ from the names that the columns have.
    """

    ids: tuple[str, ...]
    kept: NDArray[np.int64]
    n_columns: int
    is_renamed: bool

    @property
    def places(self) -> NDArray[np.int64] | None:
        """Return the new position of each column, -1 where it goes; None where all stay."""
        if len(self.kept) == self.n_columns:
            return None
        found = np.full(self.n_columns, -1, np.int64)
        found[self.kept] = np.arange(len(self.kept))
        return found


def features_of(
    source: ExportSource, table: Table, frame: Frame, organism: str | None
) -> tuple[Features | None, tuple[Lacking, ...], tuple[Unheld, ...]]:
    """Name the features of a frame by Ensembl ids, without those that were retired.

    Ids stand in the row names, or in the column that the card calls ``feature_column``. An id of
    the right form that the annotation does not have is left behind, as CELLxGENE takes none.
    """
    names = [name for block in frame.index() for name in block.tolist()]
    known = find_organism(organism) if organism else None
    if known is None or organism is None:
        return None, (), ()
    written = _written(source, table, frame) or names
    bare = [VERSION.sub("", name) for name in written]
    pattern = re.compile("|".join(f"(?:{o.gene_id_pattern})" for o in _allowed(known.curie)))
    odd = [name for name in bare if not pattern.fullmatch(name)]
    if odd:
        told = (
            f"Ensembl ids of {known.scientific_name} as names of features; {len(odd):,} of "
            f"{len(bare):,} are none, such as {', '.join(odd[:SHOWN])}. Name the column of var "
            "that holds them as feature_column in the card"
        )
        return None, (Lacking("var", told),), ()
    repeated = sorted(name for name, n in Counter(bare).items() if n > 1)
    if repeated:
        told = f"each feature once; {', '.join(repeated[:SHOWN])} stand there more than once"
        return None, (Lacking("var", told),), ()
    tables = [genes(o.curie) for o in _allowed(known.curie)]
    is_known = np.array([_is_known(name, tables) for name in bare], np.bool_)
    if not is_known.any():
        told = f"features that {tables[0].version} has; it has none of these {len(bare):,}"
        return None, (Lacking("var", told),), ()
    kept = np.flatnonzero(is_known)
    ids = tuple(bare[k] for k in kept.tolist())
    is_renamed = any(bare[k] != names[k] for k in kept.tolist())
    return Features(ids, kept, len(bare), is_renamed), (), tuple(_retired(bare, is_known))


def _written(source: ExportSource, table: Table, frame: Frame) -> list[str] | None:
    """Return the ids of the column that the card names."""
    for said in matrices_of_card(source.card, table).values():
        column = said.feature_space.feature_column if said.feature_space else None
        if column is not None and frame.has(column):
            found = frame.column(column)
            labels = [*found.categories, ""]
            return [labels[code] for code in found.codes.tolist()]
    return None


def _allowed(organism: str) -> list[Organism]:
    """Return the organism, and those whose genes may stand beside its own."""
    return [o for o in organisms() if o.curie == organism or o.cellxgene_role == "covariate"]


def _is_known(name: str, tables: list[GeneTable]) -> bool:
    return any(table.by_id(name) is not None for table in tables)


def _retired(names: list[str], is_known: NDArray[np.bool_]) -> list[Unheld]:
    gone = [names[k] for k in np.flatnonzero(~is_known).tolist()]
    if not gone:
        return []
    shown = ", ".join(gone[:SHOWN]) + (" ..." if len(gone) > SHOWN else "")
    what = f"{len(gone):,} of {len(names):,} features: {shown}"
    return [Unheld("var", what, "the gene annotation of CELLxGENE does not have them any more")]
