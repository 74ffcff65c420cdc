"""Write down small cases as rows of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aivc.evaluation.metrics.sides import Answer, Reference
from aivc.evaluation.readouts.readout import ReadoutKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TEN_OF_TWELVE = np.array([[1e-6] * 10 + [0.9] * 2])
"""p-values of one row in which the first ten of twelve features respond."""


def measured(
    rows: Sequence[Sequence[float]],
    *,
    kind: ReadoutKind = ReadoutKind.EXPRESSION,
    features: Sequence[str] = (),
    **more: Any,
) -> Reference:
    """Return a reference of rows ``a``, ``b`` … with columns ``x0``, ``x1`` … unless named."""
    values = np.array(rows, dtype=np.float64)
    return Reference(_ids(values), kind, _features(values, features), values, **more)


def predicted(
    rows: Sequence[Sequence[float]], *, features: Sequence[str] = (), **more: Any
) -> Answer:
    """Return an answer of rows ``a``, ``b`` … with columns ``x0``, ``x1`` … unless named."""
    values = np.array(rows, dtype=np.float64)
    return Answer(_ids(values), _features(values, features), values, **more)


def _ids(values: NDArray[np.float64]) -> tuple[str, ...]:
    return tuple("abcdefghijklmnopqrstuvwxyz"[: len(values)])


def _features(values: NDArray[np.float64], named: Sequence[str]) -> tuple[str, ...]:
    return tuple(named) or tuple(f"x{column}" for column in range(values.shape[1]))
