"""What is true of the screen: curves, programmes, interactions and shifts its counts come from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.reference_models.synthetic.truth import DrugTruth

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAMMES: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {
        "GLUCOCORTICOID": {
            "FKBP5": 1.6, "TSC22D3": 1.5, "PER1": 1.2, "DUSP1": 0.9, "ZBTB16": 1.4, "KLF9": 1.1,
            "SGK1": 0.8, "CXCR4": 0.7, "IL1B": -1.2, "IL6": -1.1, "TNF": -1.0, "CCL3": -0.9,
            "CCL4": -0.9, "CXCL8": -1.0,
        },
        "HISTONE_DEACETYLASE": {
            "CDKN1A": 1.4, "HSPA1A": 1.1, "HSPA1B": 1.0, "MT1X": 1.2, "MT2A": 1.0, "TXNIP": 1.1,
            "KLF6": 0.8, "KLF4": 0.9, "MYC": -1.1, "BCL2": -0.9, "CCND2": -1.0, "PIM1": -0.7,
        },
        "JANUS_KINASE": {
            "STAT1": -1.0, "IRF1": -1.1, "GBP1": -1.4, "GBP2": -1.1, "GBP4": -1.2, "GBP5": -1.4,
            "SOCS1": -1.1, "SOCS3": -1.2, "CISH": -1.3, "ISG15": -1.0, "IFI6": -0.9, "BCL6": 0.7,
        },
        "CELL_CYCLE": {
            "MKI67": -1.5, "TOP2A": -1.5, "HMGB2": -1.0, "BTG1": 0.7, "BTG2": 0.8, "DDIT4": 0.9,
            "KLF2": 0.8, "FOXO1": 0.7,
        },
        "MAP_KINASE": {
            "DUSP2": -1.2, "NR4A2": -1.1, "RGS1": -0.9, "RGS2": -0.8, "CD83": -0.9, "MCL1": -0.7,
            "ZFP36": -1.0, "CD44": -0.6, "BHLHE40": -0.9, "ZFP36L2": 0.7, "CTSS": 0.5,
        },
    }
)  # fmt: skip
"""Natural-log fold changes of genes at full effect, for each class of drugs."""

IMMEDIATE_EARLY = ("EGR1", "EGR2", "FOS", "FOSB", "IER2", "IER3", "JUN", "NR4A1")
"""Genes that pairs of drugs interact on; every drug alone moves them by ``ALONE``."""
ALONE = 0.4

REFERENCE = (
    "ACTB", "ACTG1", "CTSD", "FTH1", "FTL", "GAPDH", "GRN", "LGALS1", "PFN1", "PSAP", "RPL10",
    "RPLP0", "RPS6", "VIM",
)  # fmt: skip
"""Genes that nothing moves but the shifts of single genes."""


def _drug(
    programme: str,
    ec50: float,
    hill: float,
    rise_hours: float,
    decay_hours: float,
    strength: float,
    own: Mapping[str, float],
) -> DrugTruth:
    shared = {gene: strength * change for gene, change in PROGRAMMES[programme].items()}
    alone = dict.fromkeys(IMMEDIATE_EARLY, ALONE)
    return DrugTruth(ec50, hill, rise_hours, decay_hours, {**shared, **alone, **own})


DRUGS: Mapping[str, DrugTruth] = MappingProxyType(
    {
        "dexamethasone": _drug("GLUCOCORTICOID", 0.05, 1.0, 4, 8, 1.1, {"CD36": 0.8, "THBS1": 0.9}),
        "prednisolone": _drug("GLUCOCORTICOID", 0.3, 1.1, 5, 5, 0.9, {"S100A8": 0.7, "CCR2": 0.6}),
        "panobinostat": _drug(
            "HISTONE_DEACETYLASE", 0.02, 1.5, 6, 5, 1.1, {"HDAC1": 0.6, "VCAN": -0.9}
        ),
        "vorinostat": _drug(
            "HISTONE_DEACETYLASE", 1.5, 1.2, 4, 3, 0.9, {"CST3": 0.5, "CLEC12A": -0.8}
        ),
        "ruxolitinib": _drug("JANUS_KINASE", 0.15, 1.0, 2, 4, 1.1, {"IL10RA": 0.7, "IRF8": -0.8}),
        "tofacitinib": _drug("JANUS_KINASE", 0.4, 1.2, 3, 3, 0.9, {"IRF4": -0.8, "BATF": -0.7}),
        "palbociclib": _drug("CELL_CYCLE", 0.4, 1.3, 9, 9, 1.1, {"MAX": 0.5, "CYBB": 0.7}),
        "ribociclib": _drug("CELL_CYCLE", 1.2, 1.1, 9, 6, 0.9, {"SAT1": 0.6, "LYZ": 0.5}),
        "trametinib": _drug("MAP_KINASE", 0.012, 1.1, 3, 6, 1.1, {"TYMP": 0.6, "FCN1": 0.7}),
        "selumetinib": _drug("MAP_KINASE", 0.4, 1.0, 3, 4, 0.9, {"CSF1R": 0.6, "CTSB": 0.5}),
    }
)

INTERACTIONS: Mapping[tuple[str, str], float] = MappingProxyType(
    {
        ("dexamethasone", "palbociclib"): 0.0,
        ("dexamethasone", "panobinostat"): 1.0,
        ("dexamethasone", "ruxolitinib"): -0.8,
        ("dexamethasone", "trametinib"): 0.0,
        ("palbociclib", "panobinostat"): -0.9,
        ("palbociclib", "ruxolitinib"): 0.0,
        ("palbociclib", "trametinib"): 0.9,
        ("panobinostat", "ruxolitinib"): 0.9,
        ("panobinostat", "trametinib"): 0.0,
        ("ruxolitinib", "trametinib"): -0.9,
        ("prednisolone", "ribociclib"): 0.0,
        ("prednisolone", "selumetinib"): 0.0,
        ("prednisolone", "tofacitinib"): -0.8,
        ("prednisolone", "vorinostat"): 1.0,
        ("ribociclib", "selumetinib"): 0.9,
        ("ribociclib", "tofacitinib"): 0.0,
        ("ribociclib", "vorinostat"): -0.9,
        ("selumetinib", "tofacitinib"): -0.9,
        ("selumetinib", "vorinostat"): 0.0,
        ("tofacitinib", "vorinostat"): 0.9,
    }
)
"""Natural-log fold change of each immediate early gene on top of the sum of both drugs, where both
are fully active; by the two names in order of the alphabet."""

LAB_SHIFTS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {"lab_a": {}, "lab_b": {"INTERFERON": 0.5}, "lab_c": {"INTERFERON": 0.8, "STRESS": -0.6}}
)
"""Natural-log shift of a group of genes in a laboratory, against the first."""
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "INTERFERON": (
            "IFI27", "IFI44L", "IFIT1", "IFIT2", "IFIT3", "IFITM1", "IFITM3", "IRF7", "IRF9", "MX1",
            "STAT2", "UBE2L6",
        ),
        "STRESS": ("CEBPB", "HIF1A", "HSP90AA1", "HSPA5", "JUND", "NFKBIZ", "SOD2", "XBP1"),
    }
)  # fmt: skip

LAB_SPREAD = 0.20
"""Natural-log standard deviation of the shift of single genes between laboratories."""
PLATFORM_SPREAD = 0.35
"""The same between platforms."""
PLATE_SPREAD = 0.04
"""The same between plates of one laboratory."""
DISPERSION = 0.03
"""Of the negative binomial: variance = mean + dispersion * mean squared."""
DEPTH: Mapping[str, float] = MappingProxyType({"BRB-seq": 200_000.0, "PLATE-Seq": 90_000.0})
"""Molecules of a well in the panel, by platform."""
DEPTH_SPREAD = 0.2
