"""A row of the transport grid, and where a unit stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Regime(StrEnum):
    """What training knew of an intervention; ``InterventionRegime`` of the standard, in order."""

    NONE = "none"
    UNSEEN_AGENT = "unseen_agent"
    COMBINATION_NONE_SEEN = "combination_none_seen"
    COMBINATION_SOME_SEEN = "combination_some_seen"
    COMBINATION_ALL_SEEN = "combination_all_seen"
    DOSE_EXTRAPOLATION = "dose_extrapolation"
    TIME_EXTRAPOLATION = "time_extrapolation"
    SCHEDULE_UNSEEN = "schedule_unseen"
    DOSE_INTERPOLATION = "dose_interpolation"
    TIME_INTERPOLATION = "time_interpolation"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Stratum:
    """Where a unit stands: what training knew of its intervention, and of its context.

    ``shifted`` are the axes of context on which training has not its value, sorted.
    """

    regime: Regime
    shifted: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name that reports print, such as ``seen, new donor``."""
        new = ", ".join(f"new {axis}" for axis in self.shifted)
        return f"{self.regime.value}, {new}" if new else self.regime.value


@dataclass(frozen=True, slots=True)
class GridRow:
    """A declared row of the grid; attributes as ``GridRow`` of the standard.

    ``readout`` is empty where the row is about the first readout of its task, ``least_units`` is 0
    where the task decides.
    """

    row_id: str
    stratum: Stratum
    decision: str
    input_modality: str = ""
    target_modality: str = ""
    scale: str = ""
    readout: str = ""
    least_units: int = 0
