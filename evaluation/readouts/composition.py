"""The readout of composition: shares of cell states, of units or of groups of them."""

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
    """Shares of states.

    ``by`` are axes of context; units that agree on them make one row with the mean of their shares.
    Each unit is a row of its own where there are none.
    """

    readout_id: str
    features: tuple[str, ...]
    by: tuple[str, ...] = ()

    kind = ReadoutKind.COMPOSITION
    coverage = 1.0
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the states and of what makes a row."""
        return digest_of(self.kind, features=sorted(self.features), by=sorted(self.by))

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],  # noqa: ARG002 - shares are not relative to control
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return shares, one row for each unit or group."""
        import numpy as np

        shares = aligned(states, features, self.features)
        rows: dict[str, list[int]] = {}
        for place, unit in enumerate(units):
            named = [f"{axis}={unit.context.get(axis, '')}" for axis in self.by]
            rows.setdefault(" ".join(named) or unit.unit_id, []).append(place)
        values = np.stack([shares[members].mean(axis=0) for members in rows.values()] or [shares])
        return ReadoutValues(
            tuple(rows),
            tuple(map(tuple, rows.values())),
            self.features,
            values.reshape(-1, len(self.features)),
        )
