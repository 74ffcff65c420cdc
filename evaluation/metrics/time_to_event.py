"""Times and events of a reference of outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.schema.endpoint_features import EVENT, TIME

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aivc.evaluation.metrics.sides import Reference


def times(reference: Reference) -> NDArray[np.float64]:
    """Return the time of the event or of the last look, shape (n_rows,)."""
    return reference.values[:, reference.features.index(TIME)]


def events(reference: Reference) -> NDArray[np.float64]:
    """Return 1 where the event was seen and 0 where not, shape (n_rows,)."""
    return reference.values[:, reference.features.index(EVENT)]


def followed(reference: Reference) -> NDArray[np.bool_]:
    """Return which subjects have a time and an event, shape (n_rows,)."""
    known: NDArray[np.bool_] = np.isfinite(times(reference)) & np.isfinite(events(reference))
    return known
