"""The eight reference predictors: each small enough to be read in one sitting."""

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
