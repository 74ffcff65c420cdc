"""What the morphology says of the drug, with plates and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.reference_models.synthetic.morphology import truth
from aivc.reference_models.synthetic.morphology.card import TREATED
from aivc.reference_models.synthetic.recovered import Recovered
from aivc.reference_models.synthetic.recovery.contrasts import fit_within
from aivc.reference_models.synthetic.recovery.read import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOWN = (
    "Nuclei_AreaShape_Area",
    "Nuclei_AreaShape_FormFactor",
    "Nuclei_Intensity_MeanIntensity_DNA",
    "Cells_Intensity_MeanIntensity_ER",
)
"""Two features that only the drug changes, one that staining pushes the other way, and one that
staining alone changes."""
N_QUANTITIES = len(SHOWN)


def recover_morphology(path: Path, level: float) -> Iterator[Recovered]:
    """Yield the effect of the drug on features, in standard deviations between wells."""
    rows = read_rows(path, ("condition_id", "plate_id"))
    is_treated = rows.labels["condition_id"] == TREATED
    design = is_treated.astype(np.float64)[:, None]
    for feature in SHOWN:
        values = rows.columns([feature])[:, 0] / truth.FEATURES[feature][1]
        yield Recovered(
            f"effect of {truth.DRUG} on {feature}, standard deviations between wells",
            "1",
            truth.EFFECTS.get(feature, 0.0),
            *fit_within(design, values, rows.labels["plate_id"]).interval(0, level),
            "linear model within plates, Student's t",
            misled=float(values[is_treated].mean() - values[~is_treated].mean()),
        )
