"""A file of predictions as it stands, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class StatedPredictions:
    """What a file of predictions says.

    Attributes
    ----------
    unit_ids, features
        Names of rows and columns; a name may stand there twice.
    mean
        The matrix ``X``, shape (n_units, n_features), float64; None where there is none.
    quantiles
        Matrices by level, ascending, same shape.
    statuses, reasons
        Text of each row; None where the file does not say.
    about
        What the file says of itself, ``PredictionSet`` of the standard as plain data; None where it
        says nothing that can be parsed.
    about_problem
        Why not; empty where it can.
    other_layers
        Layers whose names are no levels of quantiles.
    """

    unit_ids: tuple[str, ...]
    features: tuple[str, ...]
    mean: NDArray[np.float64] | None
    quantiles: Mapping[float, NDArray[np.float64]] = field(default_factory=dict)
    statuses: tuple[str, ...] | None = None
    reasons: tuple[str, ...] = ()
    about: Mapping[str, Any] | None = None
    about_problem: str = ""
    other_layers: tuple[str, ...] = ()
