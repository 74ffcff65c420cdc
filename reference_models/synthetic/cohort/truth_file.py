"""The truth of the cohort as plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.synthetic.cohort import truth

if TYPE_CHECKING:
    from aivc.reference_models.synthetic.cohort.draw import Cohort

DIGITS = 4


def render_truth(cohort: Cohort, seed: int) -> str:
    """Return the truth as JSON."""
    document: dict[str, Any] = {
        "format": "aivc-reference-cohort-truth",
        "version": 1,
        "seed": seed,
        "genes_of_states": truth.STATES,
        "standard_deviation_of_states": truth.STATE_SPREAD,
        "hazard_ratio_per_standard_deviation": truth.HAZARD_RATIO,
        "hazard_ratio_per_decade": truth.HAZARD_RATIO_OF_DECADE,
        "log_hazard_of_hospitals": truth.HOSPITALS,
        "weibull": {"shape": truth.SHAPE, "scale_days": truth.SCALE_DAYS},
        "states": {
            name: dict(zip(cohort.donors, np.round(values, DIGITS).tolist(), strict=True))
            for name, values in cohort.states.items()
        },
    }
    return json.dumps(document, indent=1, sort_keys=True, default=dict) + "\n"
