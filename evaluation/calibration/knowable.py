"""How much intervals hold of values that were chosen by what was measured of them.

Of many features those that seem to move most are, more often than not, those whose noise happened
to point the same way. Intervals that are right about the noise hold fewer of these than they
promise, and nobody could do better (forecasters' dilemma: Lerch et al. 2017,
doi:10.1214/16-STS588). What remains to be held against a prediction is less than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from aivc.evaluation.calibration.responding import largest_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

N_DRAWS = 8
"""Truths that are drawn; of many units and features more change the third digit."""
SEED = 20_261_123
DIGITS = 9
"""Numbers that agree to so many digits have the same draws."""


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
    measured = np.where(known, effects, 0.0)
    of_state = np.sqrt(np.where(known, noise, 0.0))
    of_control = np.sqrt(np.where(known, control_noise, 0.0))
    # What is drawn for a unit depends on its numbers alone, and neither on names nor on the order
    # of features, nor on which other units stand beside it.
    order = np.lexsort((measured, of_control, of_state, np.abs(measured)), axis=-1)
    columns = (np.take_along_axis(each, order, axis=1) for each in (measured, of_state, of_control))
    reach = ndtri((1 + np.array(levels, dtype=float)) / 2)
    promised = np.repeat(np.array(levels, dtype=float)[:, None], len(effects), axis=1)
    for row, (effect, error, other) in enumerate(zip(*columns, strict=True)):
        n_chosen = int(chosen[row].sum())
        if n_chosen and (error**2 + other**2).any():
            held = _held(effect, error, other, n_chosen, reach)
            # More than promised is chance of the draws.
            promised[:, row] = np.fmin(held, promised[:, row])
    return promised


def _held(
    measured: NDArray[np.float64],
    of_state: NDArray[np.float64],
    of_control: NDArray[np.float64],
    n_chosen: int,
    reach: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the shares of one unit, shape (n_levels,); NaN where nothing could be chosen."""
    size = float(np.square(measured).sum())
    by_noise = float((of_state**2 + of_control**2).sum())
    true = measured * np.sqrt(max(1.0 - by_noise / size, 0.0) if size > 0 else 0.0)
    said = crc32(np.round(np.stack([np.abs(measured), of_state, of_control]), DIGITS).tobytes())
    rng = np.random.default_rng([SEED, said])
    error, of_other = rng.standard_normal((2, N_DRAWS, len(measured)))
    seen = np.abs(true + of_state * error - of_control * of_other)
    picked = largest_of(seen, np.full(N_DRAWS, n_chosen))
    if not picked.any():
        return np.full(len(reach), np.nan)
    shares: NDArray[np.float64] = (np.abs(error[picked]) <= reach[:, None]).mean(axis=1)
    return shares
