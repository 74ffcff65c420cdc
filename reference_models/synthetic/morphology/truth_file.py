"""The truth of the morphology as plain data."""

from __future__ import annotations

import json
from typing import Any

from aivc.reference_models.synthetic.morphology import truth


def render_truth(seed: int) -> str:
    """Return the truth as JSON."""
    document: dict[str, Any] = {
        "format": "aivc-reference-morphology-truth",
        "version": 1,
        "seed": seed,
        "drug": truth.DRUG,
        "effects": {
            name: truth.EFFECTS.get(name, 0.0) * spread
            for name, (_, spread) in truth.FEATURES.items()
        },
        "effects_in_standard_deviations": truth.EFFECTS,
        "treated_share_of_plates": truth.TREATED_SHARE,
        "staining_of_plates_in_standard_deviations": {
            plate: truth.STAINING * (share - 0.5) for plate, share in truth.TREATED_SHARE.items()
        },
    }
    return json.dumps(document, indent=1, sort_keys=True, default=dict) + "\n"
