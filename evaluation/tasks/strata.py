"""Where a unit stands in the transport grid: what training knew, counted and not believed."""

from __future__ import annotations

from collections import defaultdict
from math import isnan
from typing import TYPE_CHECKING

from aivc.evaluation.grid_row import Regime, Stratum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from aivc.evaluation.units import Intervention, Step, Unit

    Shape = tuple[tuple[str, str, str], ...]


class Knowledge:
    """What the units of training tell of interventions.

    Parameters
    ----------
    units
        Units that a predictor learns from.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self.agents: set[str] = set()
        self.alone: set[str] = set()
        self.together: set[tuple[str, ...]] = set()
        self._doses: dict[tuple[str, str], set[float]] = defaultdict(set)
        self._hours: dict[tuple[str, ...], set[float]] = defaultdict(set)
        self._shapes: set[Shape] = set()
        self._given: set[object] = set()
        self._exactly: set[object] = set()
        for unit in units:
            self._learn(unit)

    def _learn(self, unit: Unit) -> None:
        steps = unit.intervention.acting
        if not steps:
            return
        agents = tuple(sorted({step.agent for step in steps}))
        self.agents.update(agents)
        self.together.add(agents)
        if len(agents) == 1:
            self.alone.update(agents)
        for step in steps:
            if not isnan(step.dose):
                self._doses[step.agent, step.unit].add(step.dose)
        if not isnan(unit.harvest_hours):
            self._hours[agents].add(unit.harvest_hours)
        self._shapes.add(_shape(unit.intervention))
        self._given.add(unit.intervention.key)
        self._exactly.add((unit.intervention.key, repr(unit.harvest_hours)))

    def regime(self, unit: Unit) -> Regime:
        """Return what training knew of the intervention of a unit: the first regime that fits.

        A member of a combination is seen where training has it alone, as in GEARS and in the
        claims of manifests. A dose or time that training has, but not together with the rest of
        the intervention, is an interpolation.
        """
        steps = unit.intervention.acting
        if not steps:
            return Regime.NONE
        agents = tuple(sorted({step.agent for step in steps}))
        if agents not in self.together:
            return self._new(agents)
        if any(self._is_beyond_doses(step) for step in steps):
            return Regime.DOSE_EXTRAPOLATION
        if self._beyond(self._hours[agents], unit.harvest_hours):
            return Regime.TIME_EXTRAPOLATION
        if _shape(unit.intervention) not in self._shapes:
            return Regime.SCHEDULE_UNSEEN
        if unit.intervention.key not in self._given:
            return Regime.DOSE_INTERPOLATION
        if (unit.intervention.key, repr(unit.harvest_hours)) not in self._exactly:
            return Regime.TIME_INTERPOLATION
        return Regime.SEEN

    def _new(self, agents: tuple[str, ...]) -> Regime:
        if len(agents) == 1:
            # Training knows the agent, though never without a partner.
            return Regime.SCHEDULE_UNSEEN if agents[0] in self.agents else Regime.UNSEEN_AGENT
        n_seen = len(self.alone.intersection(agents))
        if n_seen == 0:
            return Regime.COMBINATION_NONE_SEEN
        if n_seen < len(agents):
            return Regime.COMBINATION_SOME_SEEN
        return Regime.COMBINATION_ALL_SEEN

    def _is_beyond_doses(self, step: Step) -> bool:
        """Tell whether nothing says that a dose lies between those of training.

        That is so too where training gives the agent in other units alone, which could not be
        brought to one.
        """
        known = self._doses.get((step.agent, step.unit), set())
        if not known and not isnan(step.dose):
            return any(agent == step.agent for agent, _ in self._doses)
        return self._beyond(known, step.dose)

    @staticmethod
    def _beyond(known: set[float], value: float) -> bool:
        return not isnan(value) and bool(known) and not min(known) <= value <= max(known)


def _shape(intervention: Intervention) -> Shape:
    """Return what is given from when to when, whatever the dose."""
    return tuple(sorted((key[0], key[3], key[4]) for key in intervention.key))


def strata_of(
    asked: Sequence[Unit],
    known: Iterable[Unit],
    values: Mapping[str, Sequence[tuple[str, ...]]],
    known_values: Mapping[str, frozenset[str]],
) -> tuple[Stratum, ...]:
    """Return where each unit that is asked about stands.

    Parameters
    ----------
    asked
        The units.
    known
        Units that a predictor learns from.
    values
        Values of the rows of each asked unit, by axis of context.
    known_values
        Values of the treated rows of training, by axis of context; of all its rows where nothing
        is done to any.
    """
    knowledge = Knowledge(known)
    return tuple(
        Stratum(
            knowledge.regime(unit),
            tuple(
                axis
                for axis in sorted(values)
                if values[axis][k] and not known_values[axis].issuperset(values[axis][k])
            ),
        )
        for k, unit in enumerate(asked)
    )
