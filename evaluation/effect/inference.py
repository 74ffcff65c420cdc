"""How arrangements are compared with the one that was carried out, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.effect.arrangements import drawn_arrangements, every_arrangement
from aivc.evaluation.errors import TaskError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.effect.design import Design


@dataclass(frozen=True, slots=True)
class Inference:
    """How arrangements are compared with the one that was carried out.

    ``n_draws`` random arrangements are drawn with ``seed``, unless there are no more than that, so
    that all are looked at. Intervals have the confidence ``level``.
    """

    n_draws: int = 9_999
    seed: int = 0
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.n_draws < 1 or not 0 < self.level < 1:
            msg = (
                f"{self.n_draws} draws at level {self.level:g}: draw at least one arrangement, and "
                f"take a level between 0 and 1, such as 0.95"
            )
            raise TaskError(msg)

    def arrangements(self, design: Design, *, is_all: bool) -> Iterator[NDArray[np.float64]]:
        """Yield all arrangements or random ones, the one that was carried out among them."""
        if is_all:
            return every_arrangement(design)
        return drawn_arrangements(design, self.n_draws, self.seed)


@dataclass(frozen=True, eq=False)
class Inferred:
    """Effects on several outcomes; every array has shape (n_outcomes,).

    Attributes
    ----------
    estimate
        Mean of the differences within blocks, or the slope on the dose.
    low, high
        Bounds of the effects that are not rejected; infinite where the design has too few
        arrangements to reject any.
    p
        Share of the arrangements with an effect at least as large.
    adjusted_p
        The same of the largest standardised effect on any outcome, so that one of many is wrong no
        more often than one alone (Westfall and Young).
    standardised
        Estimate in standard deviations within blocks; 0 where an outcome does not vary.
    p_any
        Share of the arrangements with a sum of squared standardised effects at least as large.
    smallest_p
        The smallest p that the design and the number of draws can give.
    log10_arrangements
        How many there are, as a power of ten.
    is_exact
        Whether all were looked at.
    """

    estimate: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p: NDArray[np.float64]
    adjusted_p: NDArray[np.float64]
    standardised: NDArray[np.float64]
    p_any: float
    smallest_p: float
    log10_arrangements: float
    is_exact: bool
