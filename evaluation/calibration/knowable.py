"""How much intervals hold of values that were chosen by what was measured of them.

Of many features those that seem to move most are, more often than not, those whose noise happened
to point the same way. Intervals that are right about the noise hold fewer of these than they
promise, and nobody could do better (forecasters' dilemma: Lerch et al. 2017,
doi:10.1214/16-STS588). What remains to be held against a prediction is less than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aivc.evaluation.calibration.responding import largest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

N_DRAWS = 8
"""Truths that are drawn; of many units and features more change the third digit."""
SEED = 20_261_123


def held_by_one_who_knows(
    effects: NDArray[np.float64],
    chosen: NDArray[np.bool_],
    noise: NDArray[np.float64],
    control_noise: NDArray[np.float64],
    levels: Sequence[float],
) -> NDArray[np.float64]:
    """Return the coverage of the chosen values by intervals that are right, and know the effects.

    Truths are drawn whose effects are as large as those that were measured are without noise, noise
    is added anew, and of each unit as many values are chosen as were. Intervals around the true
    states, as wide as the noise asks for, hold a share of these.

    Parameters
    ----------
    effects
        Measured difference to control, shape (n_units, n_features).
    chosen
        Features that were chosen by it, same shape.
    noise, control_noise
        Sampling variance of states and of controls, same shape; NaN where not known.
    levels
        Coverage that intervals promise.

    Returns
    -------
    NDArray
        Shape (n_levels, n_units); the level itself where nothing is chosen, or no noise is known.
    """
    from scipy.special import ndtri

    known = np.isfinite(effects) & np.isfinite(noise) & np.isfinite(control_noise)
    of_state = np.sqrt(np.where(known, noise, 0.0))
    of_control = np.sqrt(np.where(known, control_noise, 0.0))
    measured = np.where(known, effects, 0.0)
    size = np.square(measured).sum(axis=1, keepdims=True)
    by_noise = (of_state**2 + of_control**2).sum(axis=1, keepdims=True)
    share = np.divide(by_noise, size, out=np.ones_like(size), where=size > 0)
    true = measured * np.sqrt(np.maximum(1.0 - share, 0.0))
    reach = [float(ndtri((1 + level) / 2)) for level in levels]
    n_chosen = chosen.sum(axis=1)
    rng = np.random.default_rng(SEED)
    held = np.zeros((len(levels), len(effects)))
    counted = np.zeros(len(effects))
    for _ in range(N_DRAWS):
        error, of_other = rng.standard_normal((2, *effects.shape))
        seen = np.abs(true + of_state * error - of_control * of_other)
        picked = largest_of(np.where(known, seen, 0.0), n_chosen)
        counted += picked.sum(axis=1)
        for place, far in enumerate(reach):
            held[place] += (picked & (np.abs(error) <= far)).sum(axis=1)
    told = counted > 0
    shares = np.divide(held, counted, out=np.zeros_like(held), where=told)
    promised = np.array(levels, dtype=float)[:, None]
    # More than promised is chance of the draws.
    return np.where(told & (by_noise[:, 0] > 0), np.minimum(shares, promised), promised)
