"""The features of the reference dataset: genes of blood cells, and antibodies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Tag:
    """An antibody of the panel: the tag, the protein that it binds, and the gene behind it."""

    name: str
    protein: str
    gene: str
    clone: str


TAGS = (
    Tag("CD3", "uniprot:P07766", "CD3E", "UCHT1"),
    Tag("CD4", "uniprot:P01730", "CD4", "RPA-T4"),
    Tag("CD14", "uniprot:P08571", "CD14", "M5E2"),
    Tag("CD25", "uniprot:P01589", "IL2RA", "BC96"),
    Tag("CD69", "uniprot:Q07108", "CD69", "FN50"),
    Tag("CD86", "uniprot:P42081", "CD86", "IT2.2"),
    Tag("CD36", "uniprot:P16671", "CD36", "5-271"),
    Tag("HLA-DR", "uniprot:P01903", "HLA-DRA", "L243"),
    Tag("PD-1", "uniprot:Q15116", "PDCD1", "EH12.2H7"),
    Tag("IgG1-isotype", "", "", "MOPC-21"),
)
"""The last one binds nothing on purpose."""


def gene_ids() -> tuple[str, ...]:
    """Return the Ensembl id of each symbol, in the order of the panel."""
    from aivc.schema.vocabulary import genes

    table = genes("NCBITaxon:9606")
    return tuple(table.by_symbol(symbol)[0] for symbol in gene_symbols())


def gene_symbols() -> tuple[str, ...]:
    """Return the symbols of the panel."""
    return tuple(symbol for symbol, _ in _rows())


def markers_of(cell_type: str) -> frozenset[str]:
    """Return the symbols that mark ``T cell`` or ``monocyte``."""
    return frozenset(symbol for symbol, marked in _rows() if marked == cell_type)


@cache
def _rows() -> tuple[tuple[str, str], ...]:
    text = resources.files(__package__).joinpath("genes.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines()[1:]]
    return tuple((symbol, marker_of) for symbol, marker_of in lines)
