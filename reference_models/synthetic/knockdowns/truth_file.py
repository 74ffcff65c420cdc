"""The truth of the knockdowns as plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.knockdowns import truth
from aivc.reference_models.synthetic.panel import gene_symbols

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.knockdowns.draw import Knockdowns

DIGITS = 4


def render_truth(knockdowns: Knockdowns, seed: int) -> str:
    """Return the truth as JSON; of effects only those genes that change."""
    document: dict[str, Any] = {
        "format": "aivc-reference-knockdowns-truth",
        "version": 1,
        "seed": seed,
        "modules": truth.MODULES,
        "effects": {
            target: {
                symbol: change
                for symbol, change in zip(
                    gene_symbols(), np.round(effect, DIGITS).tolist(), strict=True
                )
                if change
            }
            for target, effect in knockdowns.effects.items()
        },
        "dispersion": truth.DISPERSION,
    }
    return json.dumps(document, indent=1, sort_keys=True, default=dict) + "\n"
