"""What the morphology says of the drug, with plates and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.effect.estimate import effect_within_blocks
from aivc.evaluation.effect.inference import Inference
from aivc.reference_models.synthetic.morphology import truth
from aivc.reference_models.synthetic.morphology.card import TREATED
from aivc.reference_models.synthetic.recovered import Recovered
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
N_DRAWS = 9_999
"""Arrangements: as many as an interval at the level of the table needs, and no more."""


def recover_morphology(path: Path, level: float) -> Iterator[Recovered]:
    """Yield the effect of the drug on features, in standard deviations between wells."""
    rows = read_rows(path, ("condition_id", "plate_id"))
    spreads = np.array([truth.FEATURES[feature][1] for feature in SHOWN])
    effects = effect_within_blocks(
        rows.columns(SHOWN) / spreads,
        SHOWN,
        (rows.labels["condition_id"] == TREATED).astype(np.float64).tolist(),
        {"plate": rows.labels["plate_id"].tolist()},
        Inference(n_draws=N_DRAWS, level=level),
    )
    for feature in SHOWN:
        found = effects.of(feature)
        yield Recovered(
            f"effect of {truth.DRUG} on {feature}, standard deviations between wells",
            "1",
            truth.EFFECTS.get(feature, 0.0),
            found.within.value,
            found.within.low,
            found.within.high,
            "differences within plates, other arrangements of the same treatments",
            misled=found.across.value,
            kind="effect of a drug on morphology",
        )
