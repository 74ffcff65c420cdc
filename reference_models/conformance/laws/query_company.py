"""An answer does not depend on what else is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.prediction import Prediction
from aivc.reference_models.conformance.law import Law, not_applicable

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Ask the first half alone."""
    units = trial.setting.queries.units
    if any(unit.place for unit in units):
        return not_applicable("the units have places, and neighbours may be read")
    n_asked = len(units) // 2
    answer = trial.ask(queries=trial.setting.asking(units[:n_asked]))
    first = _first_rows(trial.plain, n_asked)
    return trial.compare(answer, ("beside others", "without them"), first=first)


def _first_rows(prediction: Prediction, n_rows: int) -> Prediction:
    rows = np.arange(n_rows)
    return Prediction(
        prediction.unit_ids[:n_rows],
        prediction.features,
        prediction.mean[rows],
        prediction.status[:n_rows],
        prediction.reasons[:n_rows],
        prediction.levels,
        None if prediction.quantiles is None else prediction.quantiles[:, rows],
    )


LAW = Law(
    name="query-company",
    sentence="A query gets the same answer whatever else is asked beside it.",
    why=(
        "What is asked was chosen by whoever made the test; its distribution is a piece of truth."
    ),
    fix="Take means, scales and neighbours from the training view, never from the queries.",
    check=check,
)
