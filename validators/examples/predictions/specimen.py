"""Predictions small enough to be written down: what rules about them are tried on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.validators.facts.predictions.asked import Asked, Measured
    from aivc.validators.facts.predictions.stated import StatedPredictions


@dataclass(frozen=True, slots=True, eq=False)
class PredictionSpecimen:
    """A file of predictions and what it is checked against.

    Attributes
    ----------
    asked
        What was asked.
    stated
        What the file says.
    truth
        What was measured; None where it is not known.
    again
        Values of X that a second run gives otherwise, by row and column; None where there was no
        second run.
    """

    asked: Asked
    stated: StatedPredictions
    truth: Measured | None = None
    again: Mapping[tuple[int, int], float] | None = field(default=None)
