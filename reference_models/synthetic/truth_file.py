"""The truth of the reference dataset as plain data, for whoever checks a model against it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from aivc.reference_models.synthetic import truth


def render_truth(seed: int) -> str:
    """Return the truth as JSON."""
    document: dict[str, Any] = {
        "format": "aivc-reference-truth",
        "version": 1,
        "seed": seed,
        "drugs": {"dexamethasone": asdict(truth.DEX), "panobinostat": asdict(truth.PANO)},
        "interaction": truth.INTERACTION,
        "cytokine": {"ifng": truth.IFNG_EFFECTS},
        "knockdowns": truth.KNOCKDOWNS,
        "standard_deviation_of_shifts": {
            "site": truth.SITE_SHIFT,
            "plate": truth.PLATE_SHIFT,
            "donor": truth.DONOR_SHIFT,
        },
        "dispersion": truth.DISPERSION,
    }
    return json.dumps(document, indent=2, sort_keys=True, default=dict) + "\n"
