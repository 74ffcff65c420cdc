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
    }
)
"""Module and class of each; the class takes no arguments. The two floors come first."""
