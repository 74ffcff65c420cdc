"""What is true of the morphology: what the drug does, and what plates do besides."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DRUG = "nocodazole"
MICROMOLAR = 0.1
HOURS = 24

PLATES = tuple(f"M{number}" for number in range(1, 13))
TREATED_SHARE: Mapping[str, float] = MappingProxyType(
    dict(
        zip(
            PLATES,
            (0.3, 0.3, 0.35, 0.4, 0.4, 0.45, 0.55, 0.6, 0.6, 0.65, 0.7, 0.7),
            strict=True,
        )
    )
)
"""Share of the wells of each plate that got the drug."""
WELLS_PER_PLATE = 60

FEATURES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "Cells_AreaShape_Area": (2400.0, 160.0),
        "Cells_AreaShape_Compactness": (1.35, 0.05),
        "Cells_AreaShape_Eccentricity": (0.68, 0.03),
        "Cells_AreaShape_FormFactor": (0.62, 0.03),
        "Cells_AreaShape_Perimeter": (230.0, 12.0),
        "Cells_AreaShape_Solidity": (0.9, 0.02),
        "Cells_Intensity_MeanIntensity_AGP": (0.11, 0.006),
        "Cells_Intensity_MeanIntensity_ER": (0.14, 0.008),
        "Cells_Intensity_MeanIntensity_Mito": (0.12, 0.007),
        "Cells_Intensity_MeanIntensity_RNA": (0.16, 0.008),
        "Cells_Neighbors_NumberOfNeighbors_Adjacent": (4.2, 0.3),
        "Cells_RadialDistribution_MeanFrac_Mito_1of4": (1.3, 0.06),
        "Cells_RadialDistribution_MeanFrac_Mito_4of4": (0.8, 0.05),
        "Cells_Texture_Contrast_AGP_3": (1.9, 0.12),
        "Cells_Texture_Entropy_ER_3": (6.1, 0.15),
        "Cytoplasm_Intensity_MeanIntensity_AGP": (0.1, 0.006),
        "Cytoplasm_Intensity_StdIntensity_Mito": (0.05, 0.004),
        "Cytoplasm_Texture_Entropy_RNA_3": (5.6, 0.15),
        "Nuclei_AreaShape_Area": (620.0, 30.0),
        "Nuclei_AreaShape_Eccentricity": (0.55, 0.03),
        "Nuclei_AreaShape_FormFactor": (0.85, 0.02),
        "Nuclei_AreaShape_Solidity": (0.95, 0.01),
        "Nuclei_Granularity_1_DNA": (22.0, 1.6),
        "Nuclei_Intensity_IntegratedIntensity_DNA": (180.0, 9.0),
        "Nuclei_Intensity_MeanIntensity_DNA": (0.29, 0.012),
        "Nuclei_Intensity_MeanIntensity_RNA": (0.24, 0.012),
        "Nuclei_Intensity_StdIntensity_DNA": (0.06, 0.004),
        "Nuclei_Texture_Contrast_DNA_3": (1.4, 0.1),
        "Nuclei_Texture_Entropy_DNA_3": (6.4, 0.15),
        "Nuclei_Texture_Entropy_RNA_3": (6.0, 0.15),
    }
)
"""Mean of each feature in vehicle, and its standard deviation between wells of one plate."""

EFFECTS: Mapping[str, float] = MappingProxyType(
    {
        "Cells_AreaShape_Area": -1.2,
        "Cells_AreaShape_Eccentricity": -0.8,
        "Cells_AreaShape_FormFactor": 0.9,
        "Cells_AreaShape_Perimeter": -1.0,
        "Cells_RadialDistribution_MeanFrac_Mito_1of4": 1.1,
        "Cells_RadialDistribution_MeanFrac_Mito_4of4": -0.9,
        "Nuclei_AreaShape_Area": 1.4,
        "Nuclei_AreaShape_FormFactor": -1.5,
        "Nuclei_AreaShape_Solidity": -1.0,
        "Nuclei_Intensity_IntegratedIntensity_DNA": 1.3,
        "Nuclei_Intensity_MeanIntensity_DNA": -0.5,
        "Nuclei_Texture_Entropy_DNA_3": 0.6,
    }
)
"""What the drug does to features, in standard deviations between wells; nothing to the others."""

STAINING = 8.0
"""Of plate to plate: shift of every intensity, in standard deviations between wells, of a plate
whose wells all got the drug against one whose wells all got vehicle. Staining has nothing to do
with the drug; plates that were stained later just got more of it."""
PLATE_SPREAD = 0.3
"""Standard deviation of the shift of a feature between plates, besides staining; same unit."""
COMMON_SHARE = 0.3
"""Share of the variance between wells that all features have in common."""


def is_stained(feature: str) -> bool:
    """Tell whether a feature measures how bright the stain is.

    Examples
    --------
    >>> is_stained("Nuclei_Intensity_MeanIntensity_DNA"), is_stained("Nuclei_AreaShape_Area")
    (True, False)
    """
    return "_Intensity_" in feature
