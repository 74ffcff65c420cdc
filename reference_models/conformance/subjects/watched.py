"""An answer, and what was read for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.evaluation.prediction import Prediction


@dataclass(frozen=True, eq=False)
class Watched:
    """An answer that was given under watch.

    Attributes
    ----------
    prediction
        The answer, as it was given.
    reads
        What was read outside of the view, in words.
    unseen
        What could not be seen, in words; empty where everything could.
    """

    prediction: Prediction
    reads: tuple[str, ...]
    unseen: str = ""
