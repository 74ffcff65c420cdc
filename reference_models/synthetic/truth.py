"""What is true of the reference dataset: the effects that its counts were drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DrugTruth:
    """How a drug acts: a Hill curve in dose that builds up, and decays, exponentially in time.

    ``ec50`` in micromol/L, ``rise_hours`` and ``decay_hours`` are time constants, ``effects`` are
    the natural-log fold changes of genes at full effect.
    """

    ec50: float
    hill: float
    rise_hours: float
    decay_hours: float
    effects: Mapping[str, float]

    def activity(self, dose: float, exposed_hours: float, washed_hours: float = 0.0) -> float:
        """Return the share of the full effect, between 0 and 1.

        Examples
        --------
        >>> drug = DrugTruth(1.0, 1.0, 4.0, 6.0, {})
        >>> round(drug.activity(1.0, 1e9), 3)
        0.5
        """
        from math import exp

        response = dose**self.hill / (dose**self.hill + self.ec50**self.hill) if dose > 0 else 0.0
        built_up = 1 - exp(-exposed_hours / self.rise_hours)
        return response * built_up * exp(-washed_hours / self.decay_hours)


DEX = DrugTruth(
    ec50=0.05,
    hill=1.0,
    rise_hours=4.0,
    decay_hours=8.0,
    effects={
        "FKBP5": 2.0, "TSC22D3": 1.8, "PER1": 1.3, "DUSP1": 0.9, "ZBTB16": 1.6, "KLF9": 1.2,
        "SGK1": 0.8, "CXCR4": 0.7, "IL1B": -1.4, "IL6": -1.3, "TNF": -1.1,
        "CCL3": -1.0, "CCL4": -1.0, "CXCL8": -1.2, "NFKBIA": 0.5, "IFNG": -0.9, "CD69": -0.6,
    },
)  # fmt: skip
PANO = DrugTruth(
    ec50=0.02,
    hill=1.5,
    rise_hours=6.0,
    decay_hours=5.0,
    effects={
        "CDKN1A": 1.6, "HSPA1A": 1.1, "HSPA1B": 1.0, "MT1X": 1.3, "MT2A": 1.0, "TXNIP": 1.2,
        "KLF6": 0.8, "MYC": -1.3, "MKI67": -1.2, "TOP2A": -1.0, "BCL2": -0.9, "CCND2": -1.0,
        "HDAC1": 0.4, "CD28": -0.7, "ICOS": -0.8, "GZMB": -0.7,
    },
)  # fmt: skip
IFNG_EFFECTS = {
    "STAT1": 1.5, "IRF1": 1.6, "GBP1": 2.0, "GBP2": 1.4, "GBP4": 1.7, "GBP5": 2.1, "CXCL9": 2.4,
    "CXCL10": 2.5, "IDO1": 2.0, "CIITA": 1.3, "HLA-DRA": 0.8, "TAP1": 1.1, "PSMB9": 0.9,
    "WARS1": 1.5, "SOCS1": 1.1, "ICAM1": 0.9,
}  # fmt: skip
INTERACTION = {"TSC22D3": 0.7, "CDKN1A": 0.6, "IL1B": -0.5, "BCL2": -0.6}
"""Natural-log fold changes on top of the sum, where both drugs are fully active."""

KNOCKDOWNS: Mapping[str, Mapping[str, float]] = {
    "NR3C1": {"NR3C1": -1.8, "FKBP5": -0.8, "TSC22D3": -0.7, "PER1": -0.5},
    "STAT1": {"STAT1": -1.7, "IRF1": -0.8, "GBP1": -1.0, "CXCL10": -0.6},
}
"""Effects of CRISPR interference, by target."""

SITE_SHIFT = 0.25
"""Natural-log standard deviation of the shift of a gene between laboratories."""
PLATE_SHIFT = 0.08
DONOR_SHIFT = 0.20
DISPERSION = 0.25
"""Of the negative binomial: variance = mean + dispersion * mean squared."""
