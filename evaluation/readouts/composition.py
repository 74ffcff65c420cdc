"""The readout of composition: shares of cell states."""

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
class Composition:
    """Shares of states, one row for each unit."""

    readout_id: str
    features: tuple[str, ...]

    kind = ReadoutKind.COMPOSITION
    coverage = 1.0
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the states."""
        return digest_of(self.kind, features=sorted(self.features))

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],  # noqa: ARG002 - shares are not relative to control
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return the shares of each unit."""
        return ReadoutValues(
            tuple(unit.unit_id for unit in units),
            tuple((place,) for place in range(len(units))),
            self.features,
            aligned(states, features, self.features),
        )
