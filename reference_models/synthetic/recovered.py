"""One quantity that is known, and what the data say of it."""

from __future__ import annotations

from dataclasses import dataclass


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
    """

    what: str
    unit: str
    planted: float
    estimate: float
    low: float
    high: float
    how: str
    misled: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the interval holds what was planted.

        Examples
        --------
        >>> Recovered("EC50 of a drug", "umol/L", 0.05, 0.049, 0.042, 0.06, "profile").holds
        True
        """
        return self.low <= self.planted <= self.high
