"""Measure a file of predictions against what was asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.generated.views import PredictionSet
from aivc.schema.reading import read
from aivc.schema.structure import check_structure
from aivc.validators.facts.predictions.compare import changed_units, copied_units
from aivc.validators.facts.predictions.counting import where
from aivc.validators.facts.predictions.model import (
    NameFacts,
    PredictionFacts,
    QuantileFacts,
    StatusFacts,
    ValueFacts,
)
from aivc.validators.facts.predictions.space import space_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.predictions.asked import Asked, Measured
    from aivc.validators.facts.predictions.stated import StatedPredictions

PREDICTED, ABSTAINED, FAILED = "predicted", "abstained", "failed"
ROUNDING = 1e-9
"""Quantiles may cross by this share of the larger, as float32 and back leaves them."""


def measure_predictions(
    stated: StatedPredictions,
    asked: Asked,
    *,
    profile: str = "release",
    truth: Measured | None = None,
    second: StatedPredictions | None = None,
) -> PredictionFacts:
    """Return the facts about a file of predictions.

    Parameters
    ----------
    stated
        What the file says.
    asked
        What was asked.
    profile
        Which slots the file must fill in of what it says of itself.
    truth
        What was measured of the units, where the caller may know it.
    second
        What the same run answered a second time.
    """
    is_predicted = predicted_rows(stated)
    mean = stated.mean
    return PredictionFacts(
        asked,
        stated.about,
        read(PredictionSet, stated.about),
        stated.about_problem,
        check_structure(stated.about, "PredictionSet", profile) if stated.about is not None else (),
        _names(stated.unit_ids, [unit.unit_id for unit in asked.units]),
        _names(stated.features, asked.features),
        mean is not None,
        _status(stated),
        ValueFacts() if mean is None else where(~np.isfinite(mean), is_predicted, stated.unit_ids),
        _quantiles(stated, is_predicted),
        space_facts(stated, asked, is_predicted),
        None if truth is None else copied_units(stated, truth, is_predicted),
        None if second is None else changed_units(stated, second),
    )


def predicted_rows(stated: StatedPredictions) -> NDArray[np.bool_]:
    """Tell which rows claim to be predicted, shape (n_units,); all where no status is stated."""
    if stated.statuses is None:
        return np.ones(len(stated.unit_ids), bool)
    return np.array([status == PREDICTED for status in stated.statuses], bool)


def _names(stated: Sequence[str], asked: Sequence[str]) -> NameFacts:
    counts = Counter(stated)
    wanted = set(asked)
    return NameFacts(
        len(stated),
        len(asked),
        tuple(name for name in asked if name not in counts),
        tuple(name for name in counts if name and name not in wanted),
        tuple(name for name, count in counts.items() if name and count > 1),
        counts.get("", 0),
    )


def _status(stated: StatedPredictions) -> StatusFacts:
    if stated.statuses is None:
        everything = stated.unit_ids
        return StatusFacts(is_stated=False, predicted=frozenset(everything), silent=everything)
    unknown: dict[str, list[str]] = {}
    unexplained: list[str] = []
    silent: list[str] = []
    reasons = stated.reasons or ("",) * len(stated.unit_ids)
    for unit_id, status, reason in zip(stated.unit_ids, stated.statuses, reasons, strict=True):
        if status not in {PREDICTED, ABSTAINED, FAILED}:
            unknown.setdefault(status, []).append(unit_id)
        elif not reason.strip():
            (silent if status == PREDICTED else unexplained).append(unit_id)
    counts = Counter(stated.statuses)
    return StatusFacts(
        is_stated=True,
        unknown={status: tuple(units) for status, units in sorted(unknown.items())},
        unexplained=tuple(unexplained),
        predicted=frozenset(
            unit_id
            for unit_id, status in zip(stated.unit_ids, stated.statuses, strict=True)
            if status == PREDICTED
        ),
        silent=tuple(silent),
        n_abstained=counts[ABSTAINED],
        n_failed=counts[FAILED],
    )


def _quantiles(stated: StatedPredictions, rows: NDArray[np.bool_]) -> QuantileFacts:
    levels = tuple(sorted(stated.quantiles))
    if not levels:
        return QuantileFacts(other_layers=stated.other_layers)
    stacked = np.stack([stated.quantiles[level] for level in levels])
    lower, upper = stacked[:-1], stacked[1:]
    slack = ROUNDING * np.maximum(np.abs(lower), np.abs(upper))
    with np.errstate(invalid="ignore"):
        crossing = np.any(lower - upper > slack, axis=0)
    # A unit without any number has no interval, which predictors may say of single units.
    has_interval = ~np.isnan(stacked).all(axis=(0, 2))
    return QuantileFacts(
        levels,
        where(np.any(~np.isfinite(stacked), axis=0), rows & has_interval, stated.unit_ids),
        where(crossing, rows, stated.unit_ids),
        stated.other_layers,
    )
