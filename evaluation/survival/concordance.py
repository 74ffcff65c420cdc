"""Whether those at higher risk have the event sooner."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

from aivc.evaluation.survival.outcomes import outcomes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

_BLOCK = 1 << 22
"""Pairs that are compared at once."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of subjects by subject, each pair counted with both.

    ``comparable`` are the pairs of which it is known who had the event first, ``concordant`` those
    where that one has the higher risk; ties of risk count half. Both have shape (n_subjects,).
    """

    comparable: NDArray[np.float64]
    concordant: NDArray[np.float64]

    @property
    def c_index(self) -> float:
        """Share of concordant pairs; NaN where no pair can be compared."""
        total = float(self.comparable.sum())
        return float(self.concordant.sum()) / total if total else nan


def comparable_pairs(times: ArrayLike, events: ArrayLike, risks: ArrayLike) -> Pairs:
    """Count comparable and concordant pairs of each subject.

    Harrell's definition: a pair is comparable where the earlier of two times is an event; of two
    equal times, where one is an event and the other is not. A subject without a risk (NaN) makes
    each of its pairs discordant.

    Parameters
    ----------
    times, events
        Of each subject, shape (n_subjects,); 1 is an event, 0 is censored.
    risks
        Higher where the event is expected sooner, same shape.

    Raises
    ------
    TaskError
        Times or events cannot be used.
    """
    import numpy as np

    when, seen = outcomes(times, events)
    risk = np.asarray(risks, dtype=np.float64)
    n_subjects = len(when)
    comparable, concordant = np.zeros(n_subjects), np.zeros(n_subjects)
    step = max(1, _BLOCK // max(n_subjects, 1))
    cases = np.flatnonzero(seen)
    for start in range(0, len(cases), step):
        case = cases[start : start + step, None]
        first = (when[case] < when) | ((when[case] == when) & ~seen)
        credit = np.where(first, (risk[case] > risk) + 0.5 * (risk[case] == risk), 0.0)
        comparable += first.sum(axis=0)
        concordant += credit.sum(axis=0)
        comparable[case[:, 0]] += first.sum(axis=1)
        concordant[case[:, 0]] += credit.sum(axis=1)
    return Pairs(comparable, concordant)


def concordance(times: ArrayLike, events: ArrayLike, risks: ArrayLike) -> float:
    """Return Harrell's C-index; 0.5 where risks know nothing, NaN where no pair can be compared.

    Examples
    --------
    >>> concordance([1, 2, 3], [1, 1, 0], [0.9, 0.5, 0.1])
    1.0
    """
    return comparable_pairs(times, events, risks).c_index


def concordance_scores(
    times: ArrayLike, events: ArrayLike, risks: ArrayLike
) -> NDArray[np.float64]:
    """Return a score of each subject; their mean is the C-index.

    A pair belongs to two subjects. Resampling the shares of concordant pairs of subjects would
    therefore give intervals half as wide as they are. These scores are C plus the influence of the
    subject on it, so that the variance of their mean is the variance of the C-index, to first
    order.

    Examples
    --------
    >>> float(concordance_scores([1, 2, 3], [1, 1, 0], [0.9, 0.1, 0.5]).mean().round(6))
    0.666667
    """
    import numpy as np

    pairs = comparable_pairs(times, events, risks)
    per_subject = pairs.comparable.mean() if len(pairs.comparable) else 0.0
    if not per_subject:
        return np.full(len(pairs.comparable), nan)
    c_index = pairs.c_index
    return c_index + 2 * (pairs.concordant - c_index * pairs.comparable) / per_subject
