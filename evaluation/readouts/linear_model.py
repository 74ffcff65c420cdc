"""Activity of sets of features by univariate linear models."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def slope_t(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the t statistic of the slope of each row of values on each column of weights.

    The univariate linear model of decoupler: over all features of a row, value = a + b * weight.

    Parameters
    ----------
    values
        Shape (n_rows, n_features).
    weights
        Shape (n_features, n_sets); 0 for features outside a set. No column is constant.

    Returns
    -------
    numpy.ndarray
        Shape (n_rows, n_sets). 0 for a row that is the same everywhere, which has no slope; NaN
        for a row with a NaN.

    References
    ----------
    Badia-i-Mompel et al. 2022, doi:10.1093/bioadv/vbac016.
    """
    import numpy as np

    n_features = len(weights)
    centred = values - values.mean(axis=1, keepdims=True)
    turned = weights - weights.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=1))
    # Subtracting a mean from equal numbers leaves rounding, which would correlate with anything.
    largest = np.abs(values).max(axis=1, initial=0.0)
    flat = size <= 1e-12 * np.sqrt(n_features) * largest
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = (centred @ turned) / np.outer(size, np.sqrt((turned**2).sum(axis=0)))
        correlation = np.clip(correlation, -1.0, 1.0)
        # A perfect fit leaves nothing; the least that float64 can tell bounds the statistic.
        unexplained = np.maximum(1 - correlation**2, np.finfo(np.float64).eps)
        t: NDArray[np.float64] = correlation * np.sqrt((n_features - 2) / unexplained)
    t[flat] = 0.0
    return t
