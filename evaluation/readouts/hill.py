"""Curves over doses: where half of the effect is reached, and the mean effect."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOPES = (0.5, 0.75, 1.0, 1.5, 2.0, 4.0)
"""Hill slopes that are tried."""
STEPS = 41
"""EC50 values that are tried, from the lowest to the highest dose, before the best is refined."""
BY_CHANCE = 0.001
"""How often noise may pass for a curve."""
_NOISE_DRAWS = 20_000
_NOISE_SEED = 0


@dataclass(frozen=True, eq=False)
class Curves:
    """Curves of several features over the same doses; every array has shape (n_features,).

    ``log10_ec50`` is NaN where there is no effect at any dose; ``is_told`` says where the effect
    follows the curve better than noise would. ``amplitude`` is the effect at the highest dose by
    the curve; ``mean_effect`` is the area under the effect over log10 dose, divided by the width of
    that range.
    """

    log10_ec50: NDArray[np.float64]
    is_told: NDArray[np.bool_]
    amplitude: NDArray[np.float64]
    mean_effect: NDArray[np.float64]


def fit_curves(doses: NDArray[np.float64], effects: NDArray[np.float64]) -> Curves:
    """Fit a Hill curve that is zero without the agent to each feature.

    The amplitude follows in closed form from EC50 and slope; these are searched on a grid. The EC50
    stays within the doses: beyond them it is a guess.

    Parameters
    ----------
    doses
        Different positive doses, ascending, shape (n_doses,).
    effects
        Difference to control at each dose, shape (n_doses, n_features), without NaN.

    Examples
    --------
    >>> import numpy as np
    >>> doses = np.array([0.01, 0.1, 1.0, 10.0])
    >>> curves = fit_curves(doses, (2 * doses / (doses + 0.3))[:, None])
    >>> round(float(10 ** curves.log10_ec50[0]), 2), round(float(curves.amplitude[0]), 2)
    (0.3, 1.95)
    """
    import numpy as np

    fitted = _fit(doses, effects)
    told = fitted.explained >= least_explained(tuple(doses.tolist()))
    logs = np.log10(doses)
    between = (effects[1:] + effects[:-1]) / 2
    area = np.diff(logs) @ between / (logs[-1] - logs[0])
    is_flat = np.abs(effects).max(axis=0) == 0
    log10_ec50 = np.where(is_flat, np.nan, fitted.log10_ec50)
    return Curves(log10_ec50, told & ~is_flat, fitted.amplitude, area)


@cache
def least_explained(doses: tuple[float, ...]) -> float:
    """Return the share of variance that a curve over these doses must explain to be told.

    A Hill curve has three parameters and follows a few points of noise well. The share is what
    curves explain of noise in all but one of a thousand draws; the noise of the control is in every
    effect.
    """
    import numpy as np

    noise = np.random.default_rng(_NOISE_SEED).normal(size=(len(doses) + 1, _NOISE_DRAWS))
    explained = _fit(np.asarray(doses), noise[1:] - noise[0]).explained
    return float(np.quantile(explained, 1 - BY_CHANCE))


@dataclass(frozen=True, eq=False)
class _Fit:
    log10_ec50: NDArray[np.float64]
    amplitude: NDArray[np.float64]
    explained: NDArray[np.float64]


def _fit(doses: NDArray[np.float64], effects: NDArray[np.float64]) -> _Fit:
    import numpy as np

    logs = np.log10(doses)
    tried = np.linspace(logs[0], logs[-1], STEPS)
    slopes = np.asarray(SLOPES)
    # Shape (slopes, EC50s, doses).
    shapes = 1 / (1 + 10 ** (slopes[:, None, None] * (tried[:, None] - logs)))
    along = shapes @ effects
    size = (shapes**2).sum(axis=-1, keepdims=True)
    error = np.maximum((effects**2).sum(axis=0) - along**2 / size, 0.0)
    n_features = effects.shape[1]
    best = error.reshape(-1, n_features).argmin(axis=0)
    slope, place = np.unravel_index(best, error.shape[:2])
    every = np.arange(n_features)
    amplitude = (along / size)[slope, place, every] * shapes[slope, place, -1]
    centre = _vertex(error[slope[:, None], :, every[:, None]].reshape(n_features, -1), place)
    log_ec50 = np.clip(logs[0] + centre * (tried[1] - tried[0]), logs[0], logs[-1])
    return _Fit(log_ec50, amplitude, _explained(effects, error[slope, place, every]))


def _vertex(errors: NDArray[np.float64], place: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return where the parabola through the best point and its neighbours is lowest."""
    import numpy as np

    inner = np.clip(place, 1, errors.shape[1] - 2)
    rows = np.arange(len(errors))
    left, mid, right = (errors[rows, inner + step] for step in (-1, 0, 1))
    bend = left - 2 * mid + right
    with np.errstate(invalid="ignore", divide="ignore"):
        shift = np.clip(0.5 * (left - right) / bend, -1.0, 1.0)
    return np.where((inner == place) & (bend > 0), inner + shift, place).astype(np.float64)


def _explained(effects: NDArray[np.float64], error: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of variance that curves explain, the zero without agent being one dose."""
    import numpy as np

    with_zero = np.vstack([np.zeros(effects.shape[1]), effects])
    total = ((with_zero - with_zero.mean(axis=0)) ** 2).sum(axis=0)
    largest = np.abs(effects).max(axis=0)
    flat = total <= (1e-9 * largest) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(flat, 0.0, 1 - error / total)
