"""What is true of the cohort: states of donors, and the hazards that follow from them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSPITALS: Mapping[str, float] = MappingProxyType(
    {"hospital_a": 0.0, "hospital_b": 0.15, "hospital_c": -0.1}
)
"""Natural logarithm of the hazard in each hospital, against the first."""
DONORS_PER_HOSPITAL = 100

STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "INTERFERON": (
            "GBP1", "GBP2", "GBP4", "GBP5", "IFI27", "IFI44L", "IFI6", "IFIT1", "IFIT2", "IFIT3",
            "IFITM1", "IFITM3", "IRF1", "IRF7", "IRF9", "ISG15", "MX1", "STAT1", "STAT2", "TAP1",
            "UBE2L6", "WARS1",
        ),
        "INFLAMMATION": (
            "BIRC3", "CCL2", "CCL3", "CCL4", "CXCL8", "ICAM1", "IL1B", "IL6", "NFKB1", "NFKBIA",
            "NFKBIZ", "RELB", "SOD2", "TNF", "TNFAIP3",
        ),
    }
)  # fmt: skip
"""Genes of each state."""
STATE_SPREAD: Mapping[str, float] = MappingProxyType({"INTERFERON": 0.6, "INFLAMMATION": 0.6})
"""Natural-log standard deviation of the genes of a state between donors."""
HAZARD_RATIO: Mapping[str, float] = MappingProxyType({"INTERFERON": 3.0, "INFLAMMATION": 1.0})
"""Ratio of hazards of two donors whose state differs by one standard deviation."""
HAZARD_RATIO_OF_DECADE = 1.3
"""Ratio of hazards of two donors of whom one is ten years older. States have no age."""

REFERENCE = ("ACTB", "ACTG1", "B2M", "FTH1", "FTL", "GAPDH", "PFN1", "RPL10", "RPLP0", "RPS6")
"""Genes that no state moves."""
DONOR_SPREAD, HOSPITAL_SPREAD = 0.12, 0.08
"""Natural-log standard deviation of single genes between donors, and between hospitals."""
DISPERSION = 0.02
DEPTH = 250_000.0

SHAPE, SCALE_DAYS = 1.3, 1100.0
"""Of the Weibull distribution of times of a donor of the first hospital, of mean age and state."""
FOLLOWED_DAYS = (600, 1500)
"""Shortest and longest time between entry and the end of the study."""
HORIZON_DAYS = 730
AGES = (45, 79)
MEAN_AGE = 62
