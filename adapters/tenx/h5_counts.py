"""Read one count matrix of a 10x HDF5 file: its header, names and pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.adapters.tenx.cells import LONGEST, barcodes_from
from aivc.adapters.tenx.counts import CountMatrix, require_consistent
from aivc.adapters.tenx.h5_features import read_features, read_genes, texts_in
from aivc.storage.errors import UnreadableInputError
from aivc.storage.matrices.build import NUMERIC
from aivc.storage.matrices.pointers import Pointers
from aivc.storage.matrices.sparse import SparseMatrix, SparseParts
from aivc.storage.model import MatrixEncoding
from aivc.storage.node import ValueKind
from aivc.storage.plain import native

if TYPE_CHECKING:
    from aivc.adapters.tenx.cells import Barcodes
    from aivc.storage.node import ArrayNode, GroupNode
    from aivc.storage.problems import ProblemLog

_LARGEST = 1 << 62


def read_counts(
    group: GroupNode, sample: str, file: str, problems: ProblemLog, *, genome: str = ""
) -> CountMatrix:
    """Read what is said of a matrix; its values stay in the file.

    Columns of the stored matrix are cells, which are compressed: seen as rows they are the
    compressed rows of the standard.

    Parameters
    ----------
    group
        ``matrix``, or the group of a genome.
    sample
        Name of the sample, empty for the only one.
    file
        The file, for messages.
    problems
        Where storage notes what is odd.
    genome
        Name of the genome, for a file of Cell Ranger 2.

    Raises
    ------
    UnreadableInputError
        Arrays are missing, are no numbers, or do not fit each other.
    """
    n_features, n_cells = _shape(group, file)
    parts = SparseParts(
        data=_numbers(group, "data", file),
        indices=_numbers(group, "indices", file),
        indptr=_numbers(group, "indptr", file),
    )
    n_empty = _empty_cells(parts, n_cells, file, problems)
    features = group.group("features")
    named = read_genes(group, genome, file) if features is None else read_features(features, file)
    counts = CountMatrix(
        sample,
        file,
        _barcodes(group, file),
        named,
        SparseMatrix(
            name="X",
            path="X",
            encoding=MatrixEncoding.CSR,
            shape=(n_cells, n_features),
            parts=parts,
            problems=problems,
        ),
        n_empty,
    )
    require_consistent(counts)
    return counts


def _shape(group: GroupNode, file: str) -> tuple[int, int]:
    node = _numbers(group, "shape", file)
    values = node.read().tolist() if node.shape == (2,) else []
    whole = [int(n) for n in values if 0 <= n < _LARGEST and n == int(n)]
    if len(whole) != 2:
        msg = f"{file}: {node.path} holds {values}, not the numbers of features and of cells"
        raise UnreadableInputError(msg)
    return whole[0], whole[1]


def _numbers(group: GroupNode, name: str, file: str) -> ArrayNode:
    node = group.array(name)
    if node is None:
        msg = f"{file} has no readable {group.path}/{name}; it is damaged, so fetch it again"
        raise UnreadableInputError(msg)
    if len(node.shape) != 1 or node.kind not in NUMERIC:
        msg = f"{file}: {node.path} holds {node.dtype} of shape {node.shape}, not a list of numbers"
        raise UnreadableInputError(msg)
    return node


def _empty_cells(parts: SparseParts, n_cells: int, file: str, problems: ProblemLog) -> int:
    """Count the cells without values, once the three arrays were found to fit each other."""
    n_values, n_indices, n_pointers = (
        node.shape[0] for node in (parts.data, parts.indices, parts.indptr)
    )
    if n_values != n_indices or n_pointers != n_cells + 1:
        msg = (
            f"{file} has {n_values:,} values, {n_indices:,} indices and {n_pointers:,} pointers "
            f"for {n_cells:,} cells, where as many indices as values and one pointer more than "
            "cells are needed; it is damaged, so fetch it again"
        )
        raise UnreadableInputError(msg)
    first, last, n_empty = 0, 0, 0
    for row, pointers in Pointers(parts.indptr, n_values, problems).pieces(0, n_cells):
        first = int(pointers[0]) if row == 0 else first
        last = int(pointers[-1])
        n_empty += int(np.count_nonzero(pointers[1:] == pointers[:-1]))
    if (first, last) != (0, n_values):
        msg = (
            f"{file}: the pointers go from {first:,} to {last:,}, but there are {n_values:,} "
            "values; some belong to no cell, so the file is damaged"
        )
        raise UnreadableInputError(msg)
    return n_empty


def _barcodes(group: GroupNode, file: str) -> Barcodes:
    node = group.array("barcodes")
    where = f"{file}: {group.path}/barcodes"
    if node is None or len(node.shape) != 1:
        msg = f"{where} is no list of barcodes; the file is damaged"
        raise UnreadableInputError(msg)
    if node.kind is not ValueKind.TEXT:
        return barcodes_from([text.encode() for text in texts_in(node, file)], where)
    if node.dtype.kind == "S":
        if node.dtype.itemsize > LONGEST:
            msg = f"{where} holds texts of {node.dtype.itemsize:,} letters, which are no barcodes"
            raise UnreadableInputError(msg)
        stored: Barcodes = native(node.read())
        return stored
    # Texts of varying length become bytes piece by piece, so that no list of all is ever made.
    pieces = [barcodes_from(_bytes(piece.tolist()), where) for piece in node.stream()]
    return np.concatenate([np.empty(0, dtype="S1"), *pieces])


def _bytes(texts: list[str | bytes]) -> list[bytes]:
    return [text.encode() if isinstance(text, str) else text for text in texts]
