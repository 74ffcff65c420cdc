"""The share of subjects without the event over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.survival.outcomes import outcomes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class SurvivalCurve:
    """A Kaplan-Meier curve.

    All arrays have one entry for each different time, ascending: subjects at risk just before it,
    events at it, the share without the event from then on, and the sum of Greenwood's formula.
    """

    times: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: NDArray[np.float64]
    greenwood: NDArray[np.float64]

    def at(self, times: ArrayLike) -> NDArray[np.float64]:
        """Return the share without the event at times; NaN where nobody is followed any more."""
        import numpy as np

        asked = np.asarray(times, dtype=np.float64)
        known = np.append(1.0, self.survival)[np.searchsorted(self.times, asked, side="right")]
        last = self.times[-1] if len(self.times) else -np.inf
        # Once everybody had the event the share stays 0; otherwise nobody knows.
        is_over = asked > last
        return np.where(is_over & (known > 0), np.nan, known)

    def before(self, times: ArrayLike) -> NDArray[np.float64]:
        """Return the share without the event just before times."""
        import numpy as np

        place = np.searchsorted(self.times, np.asarray(times, dtype=np.float64), side="left")
        found: NDArray[np.float64] = np.append(1.0, self.survival)[place]
        return found

    def interval(self, time: float, level: float = 0.95) -> tuple[float, float]:
        """Return the interval of the share at a time, by Greenwood's formula on the log-log scale.

        NaN where nobody is followed any more. Where no event, or everybody's, came before, the
        formula gives no width; the interval is then the whole range from 0 to 1.
        """
        from math import exp, isnan, log, nan, sqrt
        from statistics import NormalDist

        import numpy as np

        share = float(self.at(time))
        if isnan(share):
            return nan, nan
        if not 0 < share < 1:
            return 0.0, 1.0
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        spread = sqrt(float(self.greenwood[place])) / abs(log(share))
        z = NormalDist().inv_cdf((1 + level) / 2)
        return share ** exp(z * spread), share ** exp(-z * spread)


def kaplan_meier(
    times: ArrayLike, events: ArrayLike, *, of_censoring: bool = False
) -> SurvivalCurve:
    """Estimate the share of subjects without the event over time.

    Parameters
    ----------
    times
        Time of the event or of the last look, shape (n_subjects,).
    events
        1 where the event was seen, 0 where the subject was censored.
    of_censoring
        Estimate the share that is not censored yet. Who has the event at a time is then no longer
        at risk of being censored at it.

    Raises
    ------
    TaskError
        Times or events cannot be used.

    Examples
    --------
    >>> curve = kaplan_meier([1, 2, 2, 3], [1, 1, 0, 1])
    >>> curve.times.tolist(), curve.survival.tolist()
    ([1.0, 2.0, 3.0], [0.75, 0.5, 0.0])
    """
    import numpy as np

    when, seen = outcomes(times, events)
    distinct, place = np.unique(when, return_inverse=True)
    deaths = np.bincount(place, weights=seen, minlength=len(distinct)).astype(np.int64)
    leaving = np.bincount(place, minlength=len(distinct))
    at_risk = len(when) - np.concatenate([[0], np.cumsum(leaving)[:-1]]).astype(np.int64)
    counted = deaths
    if of_censoring:
        at_risk, counted = at_risk - deaths, (leaving - deaths).astype(np.int64)
    some = np.maximum(at_risk, 1)
    survival = np.cumprod(1 - counted / some).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(np.where(counted > 0, counted / (some * (some - counted)), 0.0))
    return SurvivalCurve(distinct, at_risk, counted, survival, greenwood)
