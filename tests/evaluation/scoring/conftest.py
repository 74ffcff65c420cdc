"""Small truths of which everything is known, and predictions of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.scoring.bench import Bench, bench_of
from aivc.evaluation.scoring.evaluate import evaluate, judge
from aivc.evaluation.scoring.report import ReportHead
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.truth import Half, Truth
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Role, TrainingView

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = ReportHead(
    "aivc:reports/test", "aivc:predictors/test", {"dataset_id": "aivc:datasets/test"}, looks=1
)
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
SEEN = Stratum(Regime.SEEN)
NEW_DONOR = Stratum(Regime.SEEN, ("donor",))
UNSEEN = Stratum(Regime.UNSEEN_AGENT)


@dataclass(frozen=True)
class Case:
    """A truth, what was trained on, and the effects that were put in."""

    truth: Truth
    view: TrainingView
    effects: np.ndarray
    head: ReportHead = field(default=HEAD)

    @cached_property
    def bench(self) -> Bench:
        """What serves all predictions of the case."""
        return bench_of(self.truth, self.view, (Expression("expression", self.truth.features),))

    @property
    def task(self) -> Task:
        return self.view.task

    def says(self, deltas: np.ndarray, width: float | np.ndarray | None = None) -> Prediction:
        """Predict effects, with intervals of a width around them."""
        mean = self.truth.controls + deltas
        ids = tuple(unit.unit_id for unit in self.truth.units)
        quantiles = None
        if width is not None:
            # 90 % of a normal distribution lie within 1.645 standard deviations.
            z = np.array([-1.645, -0.674, 0.0, 0.674, 1.645])
            spread = np.broadcast_to(np.asarray(width, dtype=float) / 3.29, mean.shape)
            quantiles = mean[None] + z[:, None, None] * spread[None]
        return Prediction(
            ids,
            self.truth.features,
            mean,
            (Status.PREDICTED,) * len(ids),
            ("",) * len(ids),
            LEVELS if width is not None else (),
            quantiles,
        )

    def report(self, prediction: Prediction, **changed: Any) -> dict[str, Any]:
        """Judge a prediction on expression."""
        settings: dict[str, Any] = {"head": self.head, **changed}
        if "readouts" in changed:
            return evaluate(self.truth, prediction, view=self.view, **settings)
        return judge(self.bench, prediction, **settings)


def make_case(
    *,
    n_units: int = 24,
    n_features: int = 200,
    n_clusters: int = 8,
    noise: float = 0.05,
    strong: int = 20,
    strata: tuple[Stratum, ...] = (SEEN,),
    grid: tuple[GridRow, ...] = (),
    seed: int = 0,
) -> Case:
    rng = np.random.default_rng(seed)
    features = tuple(f"g{column:03d}" for column in range(n_features))
    shared = np.zeros(n_features)
    shared[:5] = 0.5
    effects = np.tile(shared, (n_units, 1))
    for row in range(n_units):
        picked = rng.choice(n_features, strong, replace=False)
        effects[row, picked] += rng.choice([-1.0, 1.0], strong) * rng.uniform(0.8, 1.6, strong)
    controls = np.tile(rng.uniform(1, 3, n_features), (n_units, 1))

    def measured(centre: np.ndarray, spread: float) -> np.ndarray:
        return centre + rng.normal(0, spread, centre.shape)

    own = tuple(
        Unit(
            f"u{row:02d}",
            Intervention((Step(f"drug{row:02d}", 1.0, "umol/L"),)),
            {"donor": f"d{row % n_clusters}"},
            24.0,
            control=f"c{row % n_clusters}",
            n_observations=50,
        )
        for row in range(n_units)
    )
    states = measured(controls + effects, noise)
    sds = np.full(states.shape, noise**2)
    z = (states - controls) / noise
    from scipy.special import erfc

    halves = tuple(
        Half(
            measured(controls + effects, noise * 1.4),
            measured(controls + effects, noise * 1.4),
            measured(controls, noise * 0.2),
            measured(controls, noise * 0.2),
        )
        for _ in range(5)
    )
    truth = Truth(
        own,
        tuple(strata[row % len(strata)] for row in range(n_units)),
        tuple(f"d{row % n_clusters}" for row in range(n_units)),
        features,
        states,
        controls,
        sds,
        sds * 0.01,
        erfc(np.abs(z) / np.sqrt(2)),
        shared,
        halves,
        "a" * 64,
        "b" * 64,
    )
    n_training = 30
    training = tuple(
        Unit(f"t{row}", Intervention((Step(f"old{row}", 1.0),)), {"donor": "dx"}, 24.0, "cx")
        for row in range(n_training)
    )
    control = Unit("cx", Intervention(), {"donor": "dx"}, 24.0)
    of_training = np.tile(shared, (n_training, 1)) + rng.normal(0, 0.4, (n_training, n_features))
    task = Task("response", TaskKind.RESPONSE, Space.LOG_OF_SUM, grid=grid)
    view = TrainingView(
        task,
        (*training, control),
        (Role.TRAINING,) * (n_training + 1),
        np.vstack([controls[0] + of_training, controls[:1]]),
        None,
        features,
    )
    return Case(truth, view, effects)


@pytest.fixture(scope="session")
def case() -> Case:
    return make_case()


@pytest.fixture(scope="session")
def case_with() -> Callable[..., Case]:
    return make_case


def without_units(prediction: Prediction, gone: set[str]) -> Prediction:
    """Leave units out of a file of predictions."""
    kept = [row for row, name in enumerate(prediction.unit_ids) if name not in gone]
    return replace(
        prediction,
        unit_ids=tuple(prediction.unit_ids[row] for row in kept),
        mean=prediction.mean[kept],
        status=tuple(prediction.status[row] for row in kept),
        reasons=tuple(prediction.reasons[row] for row in kept),
        quantiles=None if prediction.quantiles is None else prediction.quantiles[:, kept],
    )


@pytest.fixture
def dropped() -> Callable[[Prediction, set[str]], Prediction]:
    return without_units
