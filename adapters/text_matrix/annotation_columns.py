"""Columns of a table of numbers that are no part of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.adapters.drafting.gene_names import GeneNames
from aivc.adapters.drafting.names import joined
from aivc.adapters.drafting.role_names import ROLE_NAMES

if TYPE_CHECKING:
    from aivc.adapters.text_matrix.table_head import TableHead

OF_FEATURES = frozenset(
    {"chr", "chrom", "chromosome", "chromosomename", "start", "end", "startposition",
     "endposition", "strand", "length", "genelength", "width", "entrezid", "entrezgeneid",
     "geneid", "genename", "genesymbol", "symbol", "description", "biotype", "genebiotype",
     "genetype", "ncbigeneid", "hgncid"}
)  # fmt: skip
"""As counting programs and tables of annotation call them."""

OF_OBSERVATIONS = frozenset(
    {"ncounts", "ngenes", "numi", "ngene", "totalcounts", "ngenesbycounts", "pctcountsmt",
     "percentmt", "percentmito", "pctmito", "ncountrna", "nfeaturerna", "cluster", "clusters",
     "clusterid", "seuratclusters", "leiden", "louvain", "label", "labels", "age", "sex", "gender",
     "phase", "sscore", "g2mscore", "doublet", "doubletscore", "umap1", "umap2", "tsne1", "tsne2",
     "pseudotime"}
)  # fmt: skip
"""As single-cell programs call what they say of cells."""


def annotation_columns(head: TableHead, *, rows_are_observations: bool) -> dict[int, str]:
    """Return the columns behind the first that say something of the rows, and why each does.

    Those of text do, and those of numbers whose names say so and are no names of genes.
    """
    found = dict.fromkeys(head.text_columns, "it holds text")
    words = OF_FEATURES
    if rows_are_observations:
        words = OF_OBSERVATIONS | {name for names in ROLE_NAMES.values() for name in names}
    gene_names = GeneNames("human")
    for place, name in enumerate(head.columns):
        if not place or place in found or joined(name) not in words:
            continue
        if not (rows_are_observations and gene_names.is_gene(name)):
            found[place] = "its name says so"
    return dict(sorted(found.items()))
