"""What was saved and restored answers as what was fitted."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.reference_models.conformance.alignment import aligned
from aivc.reference_models.conformance.errors import NoAnswerError
from aivc.reference_models.conformance.law import Law, not_applicable
from aivc.reference_models.conformance.laws.in_process import in_process
from aivc.reference_models.conformance.subjects.calling import (
    ask_predictor,
    copied_queries,
    copied_view,
    fit_predictor,
)
from aivc.reference_models.predictors.fitting.saved import Saved

if TYPE_CHECKING:
    from aivc.reference_models.conformance.law import Outcome
    from aivc.reference_models.conformance.trial import Trial


def check(trial: Trial) -> Outcome:
    """Take a fitted predictor through arrays and JSON, and ask it."""
    make = in_process(trial).make
    if not (hasattr(make(), "state") and hasattr(make(), "restore")):
        return not_applicable("it has no state() and restore(), so that it is fitted for every run")
    queries = trial.setting.queries
    fitted: Any = fit_predictor(make(), copied_view(trial.setting.view), seed=0)
    other: Any = make()
    try:
        other.restore(_through_files(fitted.state()))
    except Exception as error:
        msg = f"state() or restore() raised {type(error).__name__}: {error}"
        raise NoAnswerError(msg) from error
    answer = aligned(ask_predictor(other, copied_queries(queries)), queries)
    return trial.compare(answer, ("when it was fitted", "when it was saved and restored"))


def _through_files(saved: Saved) -> Saved:
    """Take arrays through npz without pickle, and the rest through JSON, as `aivc fit` does."""
    held = io.BytesIO()
    np.savez(held, allow_pickle=False, **dict(saved.arrays))
    held.seek(0)
    with np.load(held, allow_pickle=False) as arrays:
        read = {name: arrays[name] for name in arrays.files}
    return Saved(read, json.loads(json.dumps(saved.document, allow_nan=False)))


LAW = Law(
    name="restore",
    sentence="A predictor that was saved and restored answers as the one that was fitted.",
    why="`aivc predict` asks what `aivc fit` saved.",
    fix="Let state() hold everything that predict() reads, as arrays and plain JSON.",
    check=check,
)
