"""Times to an event: curves of what was measured, and scores of what was predicted."""

from aivc.evaluation.survival.brier import brier_scores, integrated_brier_scores
from aivc.evaluation.survival.concordance import (
    Pairs,
    comparable_pairs,
    concordance,
    concordance_scores,
)
from aivc.evaluation.survival.horizons import HorizonCalibration, horizon_calibration
from aivc.evaluation.survival.kaplan_meier import SurvivalCurve, kaplan_meier

__all__ = [
    "HorizonCalibration",
    "Pairs",
    "SurvivalCurve",
    "brier_scores",
    "comparable_pairs",
    "concordance",
    "concordance_scores",
    "horizon_calibration",
    "integrated_brier_scores",
    "kaplan_meier",
]
