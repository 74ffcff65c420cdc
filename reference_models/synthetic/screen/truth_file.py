"""The truth of the screen as plain data."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.panel import gene_symbols
from aivc.reference_models.synthetic.screen import truth
from aivc.reference_models.synthetic.screen.design import LABS, PLATFORMS

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.screen.draw import Screen

DIGITS = 4


def render_truth(screen: Screen, seed: int) -> str:
    """Return the truth as JSON."""
    document: dict[str, Any] = {
        "format": "aivc-reference-screen-truth",
        "version": 1,
        "seed": seed,
        "drugs": {name: asdict(drug) for name, drug in truth.DRUGS.items()},
        "interactions": {"+".join(pair): extra for pair, extra in truth.INTERACTIONS.items()},
        "genes_of_interactions": truth.IMMEDIATE_EARLY,
        "programmes": truth.PROGRAMMES,
        "groups": truth.GROUPS,
        "shifts_of_groups_by_lab": truth.LAB_SHIFTS,
        "shifts": {
            name: dict(
                zip(gene_symbols(), np.round(screen.shifts[name], DIGITS).tolist(), strict=True)
            )
            for name in (*LABS, *PLATFORMS)
        },
        "standard_deviation_of_shifts": {
            "lab": truth.LAB_SPREAD,
            "platform": truth.PLATFORM_SPREAD,
            "plate": truth.PLATE_SPREAD,
        },
        "dispersion": truth.DISPERSION,
    }
    return json.dumps(document, indent=1, sort_keys=True, default=dict) + "\n"
