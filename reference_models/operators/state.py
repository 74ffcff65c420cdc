"""What operators act on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.reference_models.operators.errors import StateError
from aivc.validators.grammar.scales import SCALES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class State:
    """States of units, or observations of them.

    Attributes
    ----------
    scale
        Scale of the units, one of ``SCALES``.
    units
        Their names. No operator reads anything from these but which is which.
    values
        Shape (n_units, n_features), float64.

    Raises
    ------
    StateError
        If there is no such scale, two units have one name, or shapes do not agree.
    """

    scale: str
    units: tuple[str, ...]
    values: NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            msg = f"{self.scale!r} is no scale; the scales are {', '.join(SCALES)}"
            raise StateError(msg)
        if self.values.ndim != 2 or len(self.values) != len(self.units):
            msg = f"{len(self.units)} units need as many rows of values, found {self.values.shape}"
            raise StateError(msg)
        if len(set(self.units)) != len(self.units):
            msg = "two units have the same name; give every unit a name of its own"
            raise StateError(msg)

    def holding(self, values: NDArray[np.float64]) -> State:
        """Return the same units with other values."""
        return replace(self, values=values)

    def ordered(self, units: Sequence[str]) -> State:
        """Return units in another order.

        Raises
        ------
        StateError
            If the state has not exactly these units.
        """
        place = {unit: row for row, unit in enumerate(self.units)}
        missing = [unit for unit in units if unit not in place]
        if missing or len(units) != len(self.units):
            stranger = f"; it has no {missing[0]!r}" if missing else ""
            msg = (
                f"{len(units)} units of the scale {self.scale} are linked, and the state has "
                f"{len(self.units)}{stranger}"
            )
            raise StateError(msg)
        return State(self.scale, tuple(units), self.values[[place[unit] for unit in units]])
