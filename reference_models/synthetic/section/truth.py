"""What is true of the synthetic tissue: the laws that its cells and molecules are drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CellKind:
    """A type of cell: its term, its markers and its shape.

    Radii in micrometres; ``nucleus`` has two, of an ellipse.
    """

    term: str
    markers: tuple[str, ...]
    radius: float
    nucleus: tuple[float, float]


KINDS: Mapping[str, CellKind] = {
    "malignant cell": CellKind(
        "CL:0001064",
        ("EPCAM", "KRT8", "KRT18", "KRT19", "ERBB2", "GATA3", "ESR1", "MUC1"),
        8.6,
        (5.6, 4.6),
    ),
    "fibroblast": CellKind(
        "CL:0000057",
        ("COL1A1", "COL1A2", "DCN", "LUM", "PDGFRB", "ACTA2", "FAP", "POSTN"),
        8.0,
        (6.4, 2.4),
    ),
    "T cell": CellKind(
        "CL:0000084",
        ("CD3D", "CD3E", "CD2", "TRAC", "CD8A", "IL7R", "CCL5", "GZMB"),
        5.6,
        (3.6, 3.3),
    ),
    "macrophage": CellKind(
        "CL:0000235",
        ("CD68", "CD163", "CSF1R", "LYZ", "AIF1", "C1QA"),
        7.6,
        (4.4, 3.6),
    ),
    "endothelial cell": CellKind(
        "CL:0000115",
        ("PECAM1", "VWF", "CDH5", "KDR", "CLDN5"),
        7.0,
        (6.0, 1.9),
    ),
}

NICHES: Mapping[str, Mapping[str, float]] = {
    "stroma": {
        "fibroblast": 0.58, "endothelial cell": 0.18, "T cell": 0.12, "macrophage": 0.12,
    },
    "tumour": {
        "malignant cell": 0.82, "fibroblast": 0.06, "T cell": 0.06, "macrophage": 0.06,
    },
    "immune": {
        "T cell": 0.72, "macrophage": 0.16, "fibroblast": 0.08, "endothelial cell": 0.04,
    },
}  # fmt: skip
"""Share of each type among the cells of a niche."""

DENSITY: Mapping[str, float] = {"stroma": 0.42, "tumour": 0.78, "immune": 0.9}
"""Share of places that hold a cell, by niche."""

CUT_TWICE = 0.9
"""Share of cells of a first section that the second section holds too: they are thicker than the
distance of the sections. Type and state are the same, molecules are counted anew."""

HOUSEKEEPING = ("ACTB", "B2M", "EEF1A1", "GAPDH", "RPL13")
PROLIFERATION = ("CCNB1", "CDK1", "MKI67", "PCNA", "TOP2A")
HYPOXIA = ("CA9", "LDHA", "SLC2A1", "VEGFA")
INTERFERON = ("CXCL10", "CXCL9", "GBP1", "IRF1", "STAT1")
PROGRAMMES: Mapping[str, tuple[str, ...]] = {
    "PROLIFERATION": PROLIFERATION,
    "HYPOXIA": HYPOXIA,
    "INTERFERON_RESPONSE": INTERFERON,
}

MARKER_RATE, OTHER_RATE, HOUSEKEEPING_RATE = 9.0, 0.12, 9.0
"""Molecules of a gene in a cell, on average."""
PROGRAMME_RATES: Mapping[str, float] = {
    "PROLIFERATION": 4.0, "HYPOXIA": 3.0, "INTERFERON_RESPONSE": 2.5,
}  # fmt: skip
"""The same where the programme is idle."""

PROLIFERATION_SPREAD = 0.7
"""Standard deviation of the natural log of the rate of proliferation genes between cells."""
IMAGE_R2 = 0.64
"""Share of the variance of that log rate that the darkness of the nucleus in the image tells."""
HYPOXIA_RISE = 1.6
"""Natural-log fold change of hypoxia genes from the upper edge of a section to the lower."""
INTERFERON_PER_T_CELL = 2.0
"""Natural-log fold change of interferon genes where all neighbours are T cells."""
N_NEIGHBOURS = 6
"""Nearest cells that count as neighbours."""
DONOR_SHIFT = 0.35
"""Natural-log standard deviation of the shift of a gene between donors."""
CELL_SIZE_SPREAD = 0.2
"""Natural-log standard deviation of the number of molecules of cells."""
DISPERSION = 0.1
"""Of the negative binomial: variance = mean + dispersion * mean squared."""
UNASSIGNED_SHARE = 0.14
"""Molecules that lie outside of the cells that they came from: close by, or anywhere."""
CONTROL_RATE = 0.004
"""Control probes for each molecule of a gene."""
CONTROLS = tuple(f"NegControlProbe_{number:05d}" for number in range(1, 6))


def panel() -> tuple[str, ...]:
    """Return the symbols of the genes, sorted."""
    markers = {symbol for kind in KINDS.values() for symbol in kind.markers}
    programmes = {symbol for symbols in PROGRAMMES.values() for symbol in symbols}
    return tuple(sorted(markers | programmes | set(HOUSEKEEPING)))
