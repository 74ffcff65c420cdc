"""The digest of answers: the same for the same answers, whatever they cost and who wrote them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from aivc.validators.facts.predictions.stated import StatedPredictions

VERSION = "answers1"
"""Changes when the digest of the same answers does."""


def answer_digest(stated: StatedPredictions) -> str:
    """Return the SHA-256 of what a file of predictions answers, as ``prediction_digest``.

    It covers status, mean and quantiles by names of units and features, in the order of these
    names. What the file says of itself, the time that was measured and reasons play no part.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    rows, columns = _order(stated.unit_ids), _order(stated.features)
    statuses = stated.statuses
    header = {
        "version": VERSION,
        "units": [stated.unit_ids[row] for row in rows],
        "features": [stated.features[column] for column in columns],
        "statuses": None if statuses is None else [statuses[row] for row in rows],
        "levels": list(stated.quantiles),
        "has_mean": stated.mean is not None,
    }
    text = json.dumps(header, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode())
    for values in (stated.mean, *stated.quantiles.values()):
        if values is not None:
            digest.update(_bytes(values[np.ix_(rows, columns)]))
    return digest.hexdigest()


def _order(names: Sequence[str]) -> list[int]:
    return sorted(range(len(names)), key=names.__getitem__)


def _bytes(values: NDArray[np.float64]) -> bytes:
    """Return values as little-endian bytes; all NaN are one, and so are both zeros."""
    plain = values.astype("<f8") + 0.0
    plain[np.isnan(plain)] = np.nan
    return plain.tobytes()
