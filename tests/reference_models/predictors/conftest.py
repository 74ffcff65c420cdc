"""Small views with a known truth."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Inputs, Queries, Role, TrainingView

N_FEATURES = 30


@dataclass
class Laboratory:
    """Units as they are made; a treated unit is its control plus an effect plus noise."""

    seed: int = 0
    noise: float = 0.05
    n_features: int = N_FEATURES
    units: list[Unit] = field(default_factory=list)
    states: list[np.ndarray] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)

    def add_control(self, name: str, role: Role = Role.TRAINING, **context: str) -> np.ndarray:
        state = 5 + self.random.normal(0, 1, self.n_features)
        self._keep(Unit(name, context=context, harvest_hours=24.0), state, role)
        return state

    def add(
        self, control: str, effect: np.ndarray, *steps: Step, hours=24.0, role=Role.TRAINING
    ) -> Unit:
        at = next(row for row, unit in enumerate(self.units) if unit.unit_id == control)
        unit = Unit(
            f"u{len(self.units)}",
            Intervention(steps),
            self.units[at].context,
            hours,
            control,
        )
        measured = self.states[at] + effect + self.random.normal(0, self.noise, self.n_features)
        self._keep(unit, measured, role)
        return unit

    def _keep(self, unit: Unit, state: np.ndarray, role: Role) -> None:
        self.units.append(unit)
        self.states.append(state)
        self.roles.append(role)

    @property
    def features(self) -> tuple[str, ...]:
        return tuple(f"g{number}" for number in range(self.n_features))

    def state_of(self, name: str) -> np.ndarray:
        return next(
            state
            for unit, state in zip(self.units, self.states, strict=True)
            if unit.unit_id == name
        )

    def view(self, *axes: str, noise: np.ndarray | None = None, **of_task) -> TrainingView:
        task = Task("response", TaskKind.RESPONSE, Space.MEAN, cluster_axes=axes, **of_task)
        return TrainingView(
            task, tuple(self.units), tuple(self.roles), np.array(self.states), noise, self.features
        )

    def asking(self, *units: Unit) -> Queries:
        return Queries(units, self.features)


@pytest.fixture
def laboratory() -> Callable[..., Laboratory]:
    return Laboratory


@pytest.fixture
def inputs_of() -> Callable[..., Inputs]:
    def make(units: tuple[Unit, ...], values: np.ndarray) -> Inputs:
        names = tuple(f"i{number}" for number in range(values.shape[1]))
        return Inputs(tuple(unit.unit_id for unit in units), names, values)

    return make
