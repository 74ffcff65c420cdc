"""Controls with less noise: each moved towards the others, as far as noise alone sets it apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_SHARE = 0.05
"""Share of noise in how controls differ, below which pooling them changes next to nothing."""


@dataclass(frozen=True, eq=False)
class MeasuredControls:
    """States of controls and their sampling variance, shape (n_controls, n_features)."""

    states: NDArray[np.float64]
    noise: NDArray[np.float64]

    @classmethod
    def distinct(cls, states: NDArray[np.float64], noise: NDArray[np.float64]) -> Self:
        """Take each control once, and those alone that are known throughout."""
        known = np.isfinite(states).all(axis=1)
        own, first = np.unique(states[known], axis=0, return_index=True)
        return cls(own, np.nan_to_num(noise[known][first]))

    def joined(self, others: MeasuredControls) -> MeasuredControls:
        """Return these and others, each once."""
        return MeasuredControls.distinct(
            np.vstack([self.states, others.states]), np.vstack([self.noise, others.noise])
        )

    @property
    def centre(self) -> NDArray[np.float64]:
        """Mean of the controls, shape (n_features,)."""
        centre: NDArray[np.float64] = self.states.mean(axis=0)
        return centre

    @property
    def share_of_noise(self) -> float:
        """How much of the differences between controls noise alone makes; 0 of a single one."""
        n_controls = len(self.states)
        if n_controls < 2:
            return 0.0
        apart = float(np.square(self.states - self.centre).sum())
        by_chance = float(self.noise.sum()) * (n_controls - 1) / n_controls
        return min(1.0, by_chance / apart) if apart > 0 else 0.0


def pooled_controls(
    controls: NDArray[np.float64],
    noise: NDArray[np.float64] | None,
    others: MeasuredControls | None = None,
) -> NDArray[np.float64] | None:
    """Return controls without what is noise in them, as far as that can be told.

    A measured effect holds the noise of its control. Who starts from a control with less of it is
    nearer to the state, and seems to know something of the effect, because what the noise of the
    control took off is there on both sides. So trivial predictors have to do it too. All features
    share one factor (James and Stein 1961), which needs nothing but the controls.

    Parameters
    ----------
    controls
        Control of each unit, shape (n_units, n_features); equal rows are one control.
    noise
        Sampling variance, same shape.
    others
        Controls of training, in the same features. They count where they are so alike that more of
        the noise can be told.

    Returns
    -------
    NDArray or None
        Same shape. None where there is one control, where noise is not known, or where it is
        less than a twentieth of how the controls differ.

    Examples
    --------
    >>> measured, noise = np.array([[1.0, 3.0], [3.0, 1.0]]), np.ones((2, 2))
    >>> pooled_controls(measured, noise).tolist()
    [[1.5, 2.5], [2.5, 1.5]]
    """
    if noise is None:
        return None
    own = MeasuredControls.distinct(controls, noise)
    pool = own
    if others is not None and own.joined(others).share_of_noise > own.share_of_noise:
        pool = own.joined(others)
    if pool.share_of_noise < LEAST_SHARE:
        return None
    return pool.centre + (1 - pool.share_of_noise) * (controls - pool.centre)
