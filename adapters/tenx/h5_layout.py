"""Tell what a 10x HDF5 file holds from the names of its groups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.storage.node import GroupNode

MATRIX = "matrix"
_ARRAYS = frozenset({"barcodes", "data", "indices", "indptr", "shape"})
_MOST_GROUPS = 64
"""Genomes of one file; references of more than a few species do not exist."""

_MOLECULES = frozenset({"umi", "gem_group"})


class H5Kind(Enum):
    """What a file holds."""

    MATRIX = "a count matrix of Cell Ranger 3 or later"
    GENOMES = "count matrices of Cell Ranger 2, one for each genome"
    MOLECULES = "single molecules"


@dataclass(frozen=True, slots=True)
class H5Layout:
    """What a file holds, and in which groups."""

    kind: H5Kind
    groups: tuple[str, ...] = ()


def layout_of(root: GroupNode) -> H5Layout | None:
    """Return what a file of 10x holds; None where it is not of 10x.

    Definition: https://www.10xgenomics.com/support/software/cell-ranger/latest/analysis/outputs/
    cr-outputs-h5-matrices and the pages on the molecule file beside it.
    """
    names = set(root.names())
    if names >= _MOLECULES and names & {"barcode_idx", "barcode"}:
        return H5Layout(H5Kind.MOLECULES)
    matrix = root.group(MATRIX)
    if matrix is not None and set(matrix.names()) >= _ARRAYS | {"features"}:
        return H5Layout(H5Kind.MATRIX, (MATRIX,))
    genomes = [name for name in sorted(names)[:_MOST_GROUPS] if _is_genome(root.group(name))]
    return H5Layout(H5Kind.GENOMES, tuple(genomes)) if genomes else None


def missing_parts(root: GroupNode) -> list[str]:
    """Return what a group ``matrix`` lacks, where it is one of counts that is not whole."""
    matrix = root.group(MATRIX)
    held = set(matrix.names()) if matrix is not None else set()
    needed = _ARRAYS | {"features"}
    return sorted(needed - held) if len(held & needed) > len(needed) // 2 else []


def unknown_parts(root: GroupNode) -> list[str]:
    """Return the paths of what other programs added to a file of 10x, such as CellBender."""
    layout = layout_of(root)
    groups = layout.groups if layout is not None else ()
    found = [name for name in root.names() if name not in groups]
    known = _ARRAYS | {"features", "genes", "gene_names"}
    for group_name in groups:
        group = root.group(group_name)
        names = group.names() if group is not None else ()
        found += [f"{group_name}/{name}" for name in names if name not in known]
    return found


def _is_genome(group: GroupNode | None) -> bool:
    return group is not None and set(group.names()) >= _ARRAYS | {"genes"}
