"""The readout of interactions: what a combination does beyond its members."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from aivc.evaluation.readouts.aligned import aligned
from aivc.evaluation.readouts.digest import digest_of
from aivc.evaluation.readouts.measured_effects import treated_with_controls
from aivc.evaluation.readouts.readout import ReadoutKind, ReadoutValues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from aivc.evaluation.units import Step, Unit
    from aivc.evaluation.view import TrainingView

_Key = tuple[tuple[str, ...], tuple[tuple[str, str], ...], str]
"""A step, who it was given to, and the harvest time."""

BIOLOGY = ("organism", "tissue", "disease", "cell_type", "cell_line")
"""Axes on which a member agrees with its combination. Over all others, such as laboratories and
donors, members are averaged: what a member does was measured with noise, which truth and prediction
share, and to agree in noise is no skill."""


class NoInteraction(StrEnum):
    """What a combination does where its members do not interact."""

    ADDITIVE = "additive"
    """Differences to control add up; of logarithms that is: fold changes multiply."""
    BLISS = "bliss"
    """Ratios to control multiply, for shares that survive."""


@dataclass(frozen=True, eq=False)
class Interaction:
    """Effect of a combination beyond what its members do alone, feature by feature.

    What members do alone is measured, and the same for truth and prediction, so that only the
    combination is judged. A prediction that there is no interaction is zero throughout.

    Attributes
    ----------
    alone
        Measured effect of single steps, averaged over the contexts of training: difference to
        control, or ratio for Bliss, shape (n_features,).
    n_measured
        In how many contexts each was measured.
    none
        What is expected without interaction.
    """

    readout_id: str
    features: tuple[str, ...]
    alone: Mapping[_Key, NDArray[np.float64]]
    n_measured: Mapping[_Key, int] = field(default_factory=dict)
    none: NoInteraction = NoInteraction.ADDITIVE

    kind = ReadoutKind.INTERACTION
    coverage = 1.0

    @property
    def notes(self) -> tuple[str, ...]:
        """How many members were measured in one context only."""
        once = sum(count == 1 for count in self.n_measured.values())
        if not once:
            return ()
        note = (
            f"{once} of {len(self.n_measured)} single agents were measured in one context only; "
            f"their noise is in truth and prediction alike, and agreement in it is no skill"
        )
        return (note,)

    @property
    def digest(self) -> str:
        """SHA-256 of the features, of the expectation, and of what members do alone."""
        import numpy as np

        order = np.argsort(np.asarray(self.features))
        singles = sorted((repr(key), each[order].tolist()) for key, each in self.alone.items())
        return digest_of(self.kind, features=sorted(self.features), none=self.none, alone=singles)

    def values(
        self,
        states: NDArray[np.float64],
        controls: NDArray[np.float64],
        units: Sequence[Unit],
        features: Sequence[str],
    ) -> ReadoutValues:
        """Return one row for each combination of which every member was measured alone."""
        import numpy as np

        effects = _effects(
            aligned(states, features, self.features),
            aligned(controls, features, self.features),
            self.none,
        )
        rows = [row for row, unit in enumerate(units) if self._is_judged(unit)]
        values = np.full((len(rows), len(self.features)), np.nan)
        for place, row in enumerate(rows):
            members = [
                self.alone[_key(step, units[row])] for step in units[row].intervention.acting
            ]
            combine = np.sum if self.none is NoInteraction.ADDITIVE else np.prod
            values[place] = effects[row] - combine(np.stack(members), axis=0)
        ids = tuple(units[row].unit_id for row in rows)
        return ReadoutValues(ids, tuple((row,) for row in rows), self.features, values)

    def _is_judged(self, unit: Unit) -> bool:
        steps = unit.intervention.acting
        return len({step.agent for step in steps}) > 1 and all(
            _key(step, unit) in self.alone for step in steps
        )


def interaction(
    readout_id: str,
    view: TrainingView,
    none: NoInteraction = NoInteraction.ADDITIVE,
) -> Interaction:
    """Return the readout of interactions, with what single agents do as training measured it.

    Parameters
    ----------
    readout_id
        Its name.
    view
        Training, with controls.
    none
        What is expected without interaction.
    """
    import numpy as np

    measured: dict[_Key, list[NDArray[np.float64]]] = {}
    for unit, state, control in treated_with_controls(view):
        steps = unit.intervention.acting
        effect = _effects(state, control, none)
        if len(steps) == 1 and np.isfinite(effect).all():
            measured.setdefault(_key(steps[0], unit), []).append(effect)
    alone = {key: np.mean(effects, axis=0) for key, effects in measured.items()}
    n_measured = {key: len(effects) for key, effects in measured.items()}
    return Interaction(readout_id, view.features, alone, n_measured, none)


def _effects(
    states: NDArray[np.float64], controls: NDArray[np.float64], none: NoInteraction
) -> NDArray[np.float64]:
    import numpy as np

    if none is NoInteraction.ADDITIVE:
        return states - controls
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio: NDArray[np.float64] = np.where(controls > 0, states / controls, np.nan)
    return ratio


def _key(step: Step, unit: Unit) -> _Key:
    who = tuple((axis, unit.context[axis]) for axis in BIOLOGY if axis in unit.context)
    return step.key, who, repr(unit.harvest_hours)
