"""Facts about predictions, as rules are given them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.facts.model import CardFacts, Facts, FileFacts

if TYPE_CHECKING:
    from pathlib import Path

    from aivc.validators.facts.predictions.model import PredictionFacts

KIND = "predictions"


def facts_of_predictions(
    path: Path, measured: PredictionFacts, *, byte_size: int = 0, digest: str | None = None
) -> Facts:
    """Return the facts of an input that is a file of predictions and no dataset.

    Parameters
    ----------
    path
        The file.
    measured
        What was measured of it.
    byte_size, digest
        Of the file; 0 and None where there is none.
    """
    file = FileFacts(path, KIND, "", byte_size, (), (), digest)
    return Facts(file, CardFacts(()), {}, predictions=measured)
