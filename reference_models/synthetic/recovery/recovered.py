"""One quantity that is known, and what the data say of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recovered:
    """A planted quantity and its estimate.

    Attributes
    ----------
    quantity
        What it is, in words.
    unit
        UCUM code; 1 where it has none.
    truth
        What the data were drawn from.
    estimate, low, high
        What the data say, with an interval.
    method
        How the estimate and its interval were computed.
    misled
        What an analysis that leaves the design out would say; None where there is none to compare.
    """

    quantity: str
    unit: str
    truth: float
    estimate: float
    low: float
    high: float
    method: str
    misled: float | None = None

    @property
    def is_found(self) -> bool:
        """Whether the interval holds the truth.

        Examples
        --------
        >>> Recovered("EC50 of a drug", "umol/L", 0.05, 0.049, 0.042, 0.06, "profile").is_found
        True
        """
        return self.low <= self.truth <= self.high
