"""Measure an example of a rule about predictions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aivc.validators.examples.predictions.edits import apply_edits
from aivc.validators.examples.predictions.specimens import PREDICTIONS
from aivc.validators.facts.predictions.facts import facts_of_predictions
from aivc.validators.facts.predictions.measure import measure_predictions

if TYPE_CHECKING:
    from aivc.validators.examples.example import Example
    from aivc.validators.examples.predictions.specimen import PredictionSpecimen
    from aivc.validators.facts.model import Facts
    from aivc.validators.facts.predictions.stated import StatedPredictions


def measure_answers(example: Example, profile: str) -> Facts:
    """Return the facts of an example that starts from predictions."""
    specimen = apply_edits(PREDICTIONS[example.specimen](), example.edits)
    measured = measure_predictions(
        specimen.stated,
        specimen.asked,
        profile=profile,
        truth=specimen.truth,
        second=_second(specimen),
    )
    return facts_of_predictions(Path(f"{example.specimen}.h5ad"), measured)


def _second(specimen: PredictionSpecimen) -> StatedPredictions | None:
    if specimen.again is None or specimen.stated.mean is None:
        return None
    mean = specimen.stated.mean.copy()
    for place, value in specimen.again.items():
        mean[place] = value
    return replace(specimen.stated, mean=mean)
