"""The readout of a clinical endpoint: what happened to subjects, or what was said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.errors import TaskError
from aivc.evaluation.readouts.aligned import aligned
from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues
from aivc.schema.endpoint_features import MEASURED, RISK, SURVIVAL, predicted_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Unit


@dataclass(frozen=True)
class Endpoint:
    """Time and event as they were measured; risk and survival at horizons as they were predicted.

    The two sides have different features; metrics of survival take one of each.
    """

    readout_id: str
    horizons: tuple[float, ...] = ()

    kind = ReadoutKind.ENDPOINT
    coverage = 1.0
    notes: tuple[str, ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """Features of the predicted side."""
        return predicted_features(self.horizons)

    @property
    def digest(self) -> str:
        """SHA-256 of the horizons."""
        return digest_of(self.kind, horizons=sorted(self.horizons))

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],  # noqa: ARG002 - an endpoint has no control
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each subject.

        Raises
        ------
        TaskError
            There are neither ``time`` and ``event``, nor ``risk``.
        """
        if RISK in features:
            wanted = self.features
        elif set(MEASURED) <= set(features):
            wanted = MEASURED
        else:
            msg = (
                f"readout {self.readout_id!r}: features are {', '.join(list(features)[:3])}; an "
                f"endpoint is measured as time and event, and predicted as {RISK} and "
                f"{SURVIVAL}HORIZON"
            )
            raise TaskError(msg)
        return ReadoutValues(
            tuple(unit.unit_id for unit in units),
            tuple((row,) for row in range(len(units))),
            wanted,
            aligned(states, features, wanted),
        )
