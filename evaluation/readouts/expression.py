"""The readout of features themselves, relative to control where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.readouts.aligned import aligned
from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit


@dataclass(frozen=True)
class Expression:
    """Features themselves.

    ``is_relative`` says whether the control is subtracted, as is done for responses.
    """

    readout_id: str
    features: tuple[str, ...]
    is_relative: bool = True

    kind = ReadoutKind.EXPRESSION
    coverage = 1.0
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the features and of what they are relative to."""
        return digest_of(
            self.kind, features=sorted(self.features), relative_to_control=self.is_relative
        )

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each unit, in the space of the states."""
        found = aligned(states, features, self.features)
        if self.is_relative:
            found = found - aligned(controls, features, self.features)
        return ReadoutValues(
            tuple(unit.unit_id for unit in units),
            tuple((place,) for place in range(len(units))),
            self.features,
            found,
        )
