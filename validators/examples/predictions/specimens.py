"""Answers to the queries of three kinds of task. No rule may fire on any of them as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.schema.version import VERSION
from aivc.validators.examples.predictions.specimen import PredictionSpecimen
from aivc.validators.facts.predictions.asked import Asked, AskedUnit, Measured
from aivc.validators.facts.predictions.stated import StatedPredictions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

DATASET = "aivc:examples/drug"
MANIFEST_DIGEST, VIEW_DIGEST = "1f" * 32, "2e" * 32
LEVELS = (0.05, 0.5, 0.95)
GENES = (
    "ENSG00000105329",
    "ENSG00000115414",
    "ENSG00000141510",
    "ENSG00000111640",
    "ENSG00000171862",
    "ENSG00000136997",
)
UNITS = (
    AskedUnit("D3|dexamethasone", ("dexamethasone",), "seen"),
    AskedUnit("D3|panobinostat", ("panobinostat",), "seen"),
    AskedUnit(
        "D3|dexamethasone+panobinostat", ("dexamethasone", "panobinostat"), "combination_all_seen"
    ),
    AskedUnit("D3|panobinostat_5uM", ("panobinostat",), "dose_extrapolation"),
)
MEAN = (
    (0.42, 1.81, 2.07, 3.36, 0.95, 1.24),
    (0.77, 1.26, 2.58, 3.31, 1.43, 0.68),
    (0.81, 1.17, 2.71, 3.29, 1.52, 0.61),
    (0.93, 1.02, 2.93, 3.27, 1.71, 0.49),
)
MEASURED = (
    (0.39, 1.92, 1.98, 3.41, 0.88, 1.31),
    (0.86, 1.19, 2.66, 3.22, 1.37, 0.73),
    (0.91, 1.08, 2.80, 3.35, 1.66, 0.52),
    (1.12, 0.87, 3.11, 3.18, 1.94, 0.35),
)
HALF_WIDTH = 0.3


def answers() -> PredictionSpecimen:
    """Answer four queries about responses, one of them by an abstention."""
    asked = Asked(
        "response",
        "response",
        "log_of_sum",
        UNITS,
        GENES,
        0.9,
        VIEW_DIGEST,
        MANIFEST_DIGEST,
        DATASET,
        0,
    )
    mean = np.array(MEAN)
    quantiles = {
        level: mean + HALF_WIDTH * side for level, side in zip(LEVELS, (-1, 0, 1), strict=True)
    }
    statuses = ("predicted", "predicted", "predicted", "abstained")
    reasons = ("", "", "", "the dose lies outside the doses of training")
    stated = StatedPredictions(
        tuple(unit.unit_id for unit in UNITS),
        GENES,
        mean,
        quantiles,
        statuses,
        reasons,
        _about(asked, LEVELS, "conformal"),
    )
    names = tuple(unit.unit_id for unit in UNITS)
    return PredictionSpecimen(asked, stated, Measured(names, GENES, np.array(MEASURED)), {})


def share_answers() -> PredictionSpecimen:
    """Answer two queries about the shares of cell states."""
    states = ("CL:0000084", "CL:0000236", "CL:0000576")
    units = (AskedUnit("spot_1", regime="none"), AskedUnit("spot_2", regime="none"))
    shares = np.array([[0.7, 0.2, 0.1], [0.25, 0.5, 0.25]])
    return _plain("composition", "share", units, states, shares)


def survival_answers() -> PredictionSpecimen:
    """Answer two queries about the time to an event."""
    features = ("risk", "survival@180", "survival@365")
    units = (AskedUnit("subject_1", regime="none"), AskedUnit("subject_2", regime="none"))
    curves = np.array([[-0.4, 0.92, 0.81], [1.3, 0.66, 0.4]])
    return _plain("endpoint", "survival", units, features, curves)


PREDICTIONS: Mapping[str, Callable[[], PredictionSpecimen]] = {
    "answers": answers,
    "share_answers": share_answers,
    "survival_answers": survival_answers,
}
"""The specimens by name."""


def _plain(
    kind: str,
    space: str,
    units: tuple[AskedUnit, ...],
    features: tuple[str, ...],
    mean: NDArray[np.float64],
) -> PredictionSpecimen:
    asked = Asked(kind, kind, space, units, features, 0.9, VIEW_DIGEST, MANIFEST_DIGEST, DATASET, 0)
    stated = StatedPredictions(
        tuple(unit.unit_id for unit in units),
        features,
        mean,
        statuses=("predicted",) * len(units),
        reasons=("",) * len(units),
        about=_about(asked, (), "none"),
    )
    return PredictionSpecimen(asked, stated, again={})


def _about(asked: Asked, levels: tuple[float, ...], uncertainty: str) -> dict[str, Any]:
    """Return what the file says of itself, with all that the profile benchmark asks for."""
    return {
        "aivc_schema_version": VERSION,
        "prediction_id": f"aivc:predictions/{asked.task_id}",
        "predictor_card": {
            "aivc_schema_version": VERSION,
            "predictor_id": "aivc:predictors/example",
            "name": "example",
            "version": "1.0.0",
            "license": "CC0-1.0",
            "covers_tasks": [asked.task_kind],
            "covers_regimes": ["none", "seen", "combination_all_seen"],
            "most_combined": 2,
            "trained_on": [{"dataset_id": DATASET, "partition": "train"}],
            "uncertainty": uncertainty,
        },
        "task_id": asked.task_id,
        "evaluated_on": {
            "dataset_id": DATASET,
            "observations_digest": f"ids1:{'c3' * 16}",
            "content_digest": f"sha256:{'d4' * 32}",
        },
        "manifest_digest": asked.manifest_digest,
        "view_digest": asked.view_digest,
        "prediction_space": asked.space,
        "quantile_levels": list(levels),
        "seed": 0,
        "cost": {"fit_seconds": 0.4, "predict_seconds": 0.1, "n_queries": len(asked.units)},
    }
