"""One name for each feature, whatever a file calls it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.vocabulary import (
    GeneMatchKind,
    VocabularyUnavailableError,
    genes,
    organism_of_gene_ids,
)
from aivc.schema.vocabulary.genes import VERSIONED
from aivc.storage.keys.text_hash import hash_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.schema.vocabulary import GeneTable
    from aivc.storage.model import Frame, Matrix, Table

ORGANISMS_OF_SYMBOLS = ("NCBITaxon:9606", "NCBITaxon:10090", "NCBITaxon:10116")
"""Organisms whose gene symbols are known when a file does not say which it is."""

ID_COLUMNS = ("gene_ids", "feature_id", "gene_id", "ensembl_id", "ensembl_gene_id")
"""Columns of var that hold stable ids beside names that are symbols."""

_SAMPLE = 400
_MOST = 0.5
_ONE_GENE = frozenset(
    {
        GeneMatchKind.APPROVED,
        GeneMatchKind.ALIAS,
        GeneMatchKind.PREVIOUS,
        GeneMatchKind.ENSEMBL_ID,
        GeneMatchKind.VERSIONED_ID,
    }
)


@dataclass(frozen=True)
class Features:
    """The features of a matrix.

    Attributes
    ----------
    names
        As in the file.
    canonical
        The stable id of the gene where the name means exactly one gene, without version; the name
        itself, without blanks around it, elsewhere.
    vocabulary
        The gene table that resolved names, with its version; empty where none did.
    """

    names: tuple[str, ...]
    canonical: tuple[str, ...]
    vocabulary: str = ""

    def keys(self) -> NDArray[np.uint64]:
        """Return an odd key for each canonical name, shape (n_features,); equal for equal names."""
        return feature_keys(self.canonical)


def feature_keys(names: Sequence[str]) -> NDArray[np.uint64]:
    """Return an odd 64-bit key for each name; the same name has the same key wherever it stands."""
    return hash_texts(np.array(names, dtype=object)) | np.uint64(1)


def features_of(table: Table, matrix: Matrix, *, resolves: bool = True) -> Features:
    """Read the features of a matrix and resolve what they are called.

    Features without names are known by their position.

    Parameters
    ----------
    table, matrix
        The matrix, and the table that it is of.
    resolves
        Whether names become stable ids; within one file there is no need.

    Raises
    ------
    UnreadableInputError
        The names cannot be read.
    """
    frame = table.raw_var if matrix.name == "raw/X" and table.raw_var is not None else table.var
    if frame.n_rows != matrix.shape[1]:
        numbers = tuple(str(k) for k in range(matrix.shape[1]))
        return Features(numbers, numbers)
    names = tuple(str(name).strip() for block in frame.index() for name in block)
    if not resolves:
        return Features(names, names)
    return Features(names, *canonical_names(_ids(frame) or names))


def _ids(frame: Frame) -> tuple[str, ...]:
    """Return the stable ids of a frame whose names are none."""
    for name in ID_COLUMNS:
        if frame.has(name):
            column = frame.column(name)
            ids = tuple(
                column.categories[code].strip() if code >= 0 else "" for code in column.codes
            )
            if all(ids) and _share_of_ids(ids) > _MOST:
                return ids
    return ()


def canonical_names(names: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the stable id of each gene, other names as they are, and the table that was used.

    An alias or a symbol of several genes is left as it is.

    Examples
    --------
    >>> canonical_names(["ENSG00000141510.18", "ENSG00000012048"])[0]
    ('ENSG00000141510', 'ENSG00000012048')
    """
    if _share_of_ids(names) > _MOST:
        return tuple(_without_version(name) for name in names), ""
    table = _table_of_symbols(names)
    if table is None:
        return tuple(names), ""
    return tuple(_resolved(table, name) for name in names), f"{table.organism} {table.version}"


def _share_of_ids(names: Sequence[str]) -> float:
    return organism_of_gene_ids(_sample(names))[1]


def _sample(names: Sequence[str]) -> Sequence[str]:
    return names[:: max(1, len(names) // _SAMPLE)]


def _without_version(name: str) -> str:
    versioned = VERSIONED.fullmatch(name)
    return versioned["bare"] if versioned and not versioned["region"] else name


def _table_of_symbols(names: Sequence[str]) -> GeneTable | None:
    sample = _sample(names)
    for organism in ORGANISMS_OF_SYMBOLS:
        try:
            table = genes(organism)
        except VocabularyUnavailableError:
            continue
        known = sum(bool(table.by_symbol(name)) for name in sample)
        if known > _MOST * len(sample):
            return table
    return None


def _resolved(table: GeneTable, name: str) -> str:
    ids = table.by_symbol(name)
    if len(ids) == 1:
        return ids[0]
    match = table.resolve(name)
    is_one = match.kind in _ONE_GENE and len(match.ensembl_ids) == 1 and not match.case_folded
    return match.ensembl_ids[0] if is_one else name
