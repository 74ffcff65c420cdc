"""What a model is asked, and what it answers, before there are intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit


@dataclass(frozen=True, eq=False)
class Asked:
    """Units that are asked about.

    Attributes
    ----------
    units
        The units.
    features
        Names of what is asked of each.
    base
        State of each before anything was done, shape (n_units, n_features of the view).
    inputs
        What may be read of each, shape (n_units, n_inputs); None where the task has no inputs.
    """

    units: tuple[Unit, ...]
    features: tuple[str, ...]
    base: NDArray[np.float64]
    inputs: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class Answer:
    """What a model says.

    Attributes
    ----------
    features
        Names of the columns of ``mean``.
    mean
        Expected state, shape (n_units, n_features).
    spread
        How far off it may be relative to other answers, same shape, positive; intervals are wider
        in proportion. All one where the model cannot tell.
    basis
        What each answer rests on, shape (n_units,). Answers on different grounds err differently,
        so each basis has intervals of its own.
    abstains
        Why the model cannot tell, shape (n_units,); empty text where it can. A fallback stands in
        ``mean`` then.
    """

    features: tuple[str, ...]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    basis: tuple[str, ...]
    abstains: tuple[str, ...]


class Model(Protocol):
    """What was learnt: a frozen dataclass of arrays, numbers and texts, and tuples of these."""

    def answer(self, asked: Asked) -> Answer:
        """Answer for every unit, in order."""
        ...
