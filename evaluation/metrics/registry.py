"""The metrics there are, and the digest of a choice of them."""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from aivc.evaluation.metrics.auc_error import AUC_ERROR
from aivc.evaluation.metrics.c_index import C_INDEX
from aivc.evaluation.metrics.crps import CRPS
from aivc.evaluation.metrics.de_jaccard import DE_JACCARD
from aivc.evaluation.metrics.direction_fidelity import DIRECTION_FIDELITY
from aivc.evaluation.metrics.direction_reach import DIRECTION_REACH
from aivc.evaluation.metrics.ec50_error import EC50_ERROR
from aivc.evaluation.metrics.integrated_brier import INTEGRATED_BRIER
from aivc.evaluation.metrics.jensen_shannon import JENSEN_SHANNON
from aivc.evaluation.metrics.lfc_nmae import LFC_NMAE
from aivc.evaluation.metrics.neighbourhood_error import NEIGHBOURHOOD_ERROR
from aivc.evaluation.metrics.pds_cosine import PDS_COSINE
from aivc.evaluation.metrics.pearson_delta import PEARSON_DELTA
from aivc.evaluation.metrics.rmse import RMSE
from aivc.evaluation.metrics.sign_agreement import SIGN_AGREEMENT
from aivc.evaluation.metrics.unbiased_mse_ratio import UNBIASED_MSE_RATIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aivc.evaluation.metrics.metric import Metric
    from aivc.evaluation.readouts.readout import ReadoutKind

IN_ORDER: tuple[Metric, ...] = (
    UNBIASED_MSE_RATIO,
    PDS_COSINE,
    DIRECTION_FIDELITY,
    DIRECTION_REACH,
    DE_JACCARD,
    LFC_NMAE,
    PEARSON_DELTA,
    SIGN_AGREEMENT,
    JENSEN_SHANNON,
    EC50_ERROR,
    AUC_ERROR,
    NEIGHBOURHOOD_ERROR,
    C_INDEX,
    INTEGRATED_BRIER,
    RMSE,
    CRPS,
)
"""In the order in which reports print them."""

METRICS: Mapping[str, Metric] = MappingProxyType({each.metric_id: each for each in IN_ORDER})
"""By name."""


def metrics_for(kind: ReadoutKind) -> tuple[Metric, ...]:
    """Return the metrics of a kind of readout, in the order in which reports print them.

    Every kind has at least one that sees the size of effects, as far as the readout shows it.

    Examples
    --------
    >>> from aivc.evaluation.readouts.readout import ReadoutKind
    >>> [metric.metric_id for metric in metrics_for(ReadoutKind.COMPOSITION)]
    ['jensen_shannon', 'rmse', 'crps']
    """
    return tuple(metric for metric in IN_ORDER if kind in metric.kinds)


def profile_digest(metrics: Iterable[Metric]) -> str:
    """Return the SHA-256 of names, versions, definitions and settings, in any order of metrics."""
    stated = sorted(
        (
            metric.metric_id,
            metric.version,
            metric.definition,
            metric.least_features,
            sorted(metric.settings.items()),
        )
        for metric in metrics
    )
    return hashlib.sha256(json.dumps(stated, separators=(",", ":")).encode()).hexdigest()
