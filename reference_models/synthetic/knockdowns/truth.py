"""What is true of the knockdowns: modules of genes that keep each other up."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "INTERFERON": (
            "IRF1", "IRF7", "IRF9", "STAT1", "STAT2", "ISG15", "IFIT1", "MX1",
        ),
        "NF_KAPPA_B": (
            "NFKB1", "RELA", "RELB", "BIRC3", "TNFAIP3", "NFKBIA", "ICAM1", "SOD2",
        ),
        "GROWTH": (
            "MYC", "MAX", "MKI67", "TOP2A", "HMGB2", "CCND2", "PIM1", "BCL2",
        ),
        "MONOCYTE": (
            "SPI1", "CEBPB", "CEBPD", "KLF4", "IRF8", "CSF1R", "CD14", "LYZ",
        ),
        "CHROMATIN": (
            "HDAC1", "HDAC2", "HDAC3", "BHLHE40", "XBP1", "HSPA5", "HIF1A", "DDIT4",
        ),
    }
)  # fmt: skip
"""Genes that are knocked down, each by itself."""

OWN = -1.6
"""Natural-log fold change of the gene that is knocked down."""
WITHIN = -0.7
"""The same of the other genes of its module."""
BETWEEN = 0.35
"""The same of the genes of the next module, which the first holds back."""
STRENGTHS = (0.8, 1.2)
"""Smallest and largest factor on what a knockdown does to others; each gene has one."""

REPLICATE_SPREAD = 0.1
"""Natural-log standard deviation of the shift of a gene between replicates."""
CELL_SPREAD = 0.3
"""Natural-log standard deviation of the number of molecules of cells."""
DISPERSION = 0.2
"""Of the negative binomial: variance = mean + dispersion * mean squared."""
DEPTH = 2000.0

REPLICATES = ("R1", "R2")
CELLS_PER_GUIDE = 8
"""Cells of each guide in each replicate; a gene has two guides."""
CONTROL_CELLS = 120
"""Cells with non-targeting guides in each replicate."""


def targets() -> tuple[str, ...]:
    """Return the genes that are knocked down, sorted."""
    return tuple(sorted(gene for genes in MODULES.values() for gene in genes))
