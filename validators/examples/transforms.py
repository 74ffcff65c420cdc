"""The named transforms of a matrix that examples may ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aivc.validators.examples.errors import ImpossibleEditError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from aivc.validators.examples.specimen import SpecimenMatrix


def transformed(matrix: SpecimenMatrix, transform: str) -> SpecimenMatrix:
    """Return the matrix after a transform.

    Raises
    ------
    ImpossibleEditError
        No transform has this name.

    Examples
    --------
    >>> from aivc.validators.examples.specimen import SpecimenMatrix
    >>> one = SpecimenMatrix(np.array([[1.0, 3.0]], dtype=np.float32))
    >>> transformed(one, "half").values.tolist()
    [[0.5, 1.5]]
    """
    if transform not in TRANSFORMS:
        msg = f"No transform is called {transform!r}; there are {', '.join(TRANSFORMS)}."
        raise ImpossibleEditError(msg)
    made = TRANSFORMS[transform](matrix)
    made.values.flags.writeable = False
    return made


def _log1p_cp10k(values: NDArray[np.float32]) -> NDArray[np.float64]:
    depth = values.sum(axis=1, keepdims=True, dtype=np.float64)
    return np.log1p(values * (1e4 / np.where(depth == 0, 1.0, depth)))


def _standardized(values: NDArray[np.float32]) -> NDArray[np.float64]:
    centred = values - values.mean(axis=0, dtype=np.float64)
    deviation = centred.std(axis=0)
    scaled: NDArray[np.float64] = centred / np.where(deviation == 0, 1.0, deviation)
    return scaled


def _on_values(
    function: Callable[[NDArray[np.float32]], NDArray[np.float32] | NDArray[np.float64]],
) -> Callable[[SpecimenMatrix], SpecimenMatrix]:
    def apply(matrix: SpecimenMatrix) -> SpecimenMatrix:
        return replace(matrix, values=function(matrix.values).astype(np.float32))

    return apply


def _dense(matrix: SpecimenMatrix) -> SpecimenMatrix:
    return replace(matrix, storage="dense", is_reversed=False)


def _reversed(matrix: SpecimenMatrix) -> SpecimenMatrix:
    return replace(matrix, storage="csr", is_reversed=True)


def _scaled(matrix: SpecimenMatrix) -> SpecimenMatrix:
    # Standardised values have no zeros to leave out.
    return _dense(_on_values(_standardized)(matrix))


TRANSFORMS: Mapping[str, Callable[[SpecimenMatrix], SpecimenMatrix]] = {
    "log1p_cp10k": _on_values(_log1p_cp10k),
    "log1p": _on_values(np.log1p),
    "scale": _scaled,
    "half": _on_values(lambda values: values * np.float32(0.5)),
    "negate": _on_values(np.negative),
    "dense": _dense,
    "zero": _on_values(np.zeros_like),
    "shuffle_indices": _reversed,
}
"""Transform by name."""
