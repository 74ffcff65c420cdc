"""The eight reference predictors: each small enough to be read in one sitting.

A file with the name of a predictor holds its card, its model, and how the model is learnt. Packages
hold what several share, and stand on each other in this order:

============== =====================================================================
``learning``   regression and scaling, which know nothing of interventions
``asking``     what a model is asked about units, their controls, and what it answers
``responses``  treated units against their controls, and treatments that are alike
``dosing``     curves in dose, in exposure and in time since wash-out
``survival``   hazards, and what predictors of an endpoint share
``intervals``  which units are exchangeable, and intervals that hold for new ones
``fitting``    being fitted, asked, saved and described by a card
============== =====================================================================
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PREDICTORS: Mapping[str, str] = MappingProxyType(
    {
        "no_change": "aivc.reference_models.predictors.no_change:NoChange",
        "pert_mean": "aivc.reference_models.predictors.pert_mean:PertMean",
        "additive_transfer": "aivc.reference_models.predictors.additive_transfer:AdditiveTransfer",
        "linear_pca_ridge": "aivc.reference_models.predictors.linear_pca_ridge:LinearPcaRidge",
        "hill_schedule": "aivc.reference_models.predictors.hill_schedule:HillSchedule",
        "modality_ridge": "aivc.reference_models.predictors.modality_ridge:ModalityRidge",
        "scale_bridge": "aivc.reference_models.predictors.scale_bridge:ScaleBridge",
        "cox_endpoint": "aivc.reference_models.predictors.cox_endpoint:CoxEndpoint",
    }
)
"""Module and class of each; the class takes no arguments. The two floors come first."""
