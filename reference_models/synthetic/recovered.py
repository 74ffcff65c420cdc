"""One quantity that is known, and what the data say of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Recovered:
    """A planted quantity and its estimate.

    Attributes
    ----------
    what
        The quantity, in words.
    unit
        UCUM code; 1 where it has none.
    planted
        What the data were drawn from.
    estimate, low, high
        What the data say, with an interval.
    how
        How estimate and interval were computed.
    misled
        What an analysis that leaves the design out would say; None where there is none to compare.
    kind
        What quantities of its kind are called, such as ``EC50 of a drug``.
    """

    what: str
    unit: str
    planted: float
    estimate: float
    low: float
    high: float
    how: str
    misled: float | None = None
    kind: str = ""

    @property
    def holds(self) -> bool:
        """Whether the interval holds what was planted.

        Examples
        --------
        >>> Recovered("EC50 of a drug", "umol/L", 0.05, 0.049, 0.042, 0.06, "profile").holds
        True
        """
        return self.low <= self.planted <= self.high

    @property
    def would_mislead(self) -> bool:
        """Whether an analysis that leaves the design out gives what the interval excludes."""
        return self.misled is not None and not self.low <= self.misled <= self.high

    @property
    def strain(self) -> float:
        """How far the estimate is off: 0 at the truth, 1 where the truth is the interval's edge.

        Examples
        --------
        >>> Recovered("EC50 of a drug", "umol/L", 3.0, 2.0, 1.0, 4.0, "profile").strain
        0.5
        """
        off = abs(self.planted - self.estimate)
        edge = self.high if self.planted > self.estimate else self.low
        reach = abs(edge - self.estimate)
        return off / reach if reach else inf if off else 0.0
