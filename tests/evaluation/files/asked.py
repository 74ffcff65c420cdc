"""Views and queries made by hypothesis, with everything odd that they may hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import strategies as st

from aivc.evaluation.grid_row import GridRow, Regime, Stratum
from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.evaluation.tasks.view_digest import view_digest
from aivc.evaluation.units import Intervention, Step, Unit
from aivc.evaluation.view import Inputs, Queries, Role, TrainingView

if TYPE_CHECKING:
    from collections.abc import Sequence

TASK = Task(
    "new_lab",
    TaskKind.RESPONSE,
    Space.LOG_OF_SUM,
    context_axes=("site", "donor"),
    cluster_axes=("agent",),
    horizons=(1.5, 30.0),
    grid=(GridRow("r", Stratum(Regime.UNSEEN_AGENT, ("site",)), "experiment_design"),),
    target_features=("g1",),
)
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
IN_TABLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=6
)
NUMBER = st.one_of(st.just(float("nan")), st.floats(-1e6, 1e6, width=64))
STEP = st.builds(Step, PLAIN, NUMBER, PLAIN, NUMBER, NUMBER)
PLACE = st.tuples(PLAIN, st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)))


def units(names: list[str], texts: st.SearchStrategy[str] = PLAIN) -> st.SearchStrategy[list[Unit]]:
    context = st.dictionaries(st.sampled_from(["site", "donor", "time"]), texts, max_size=3)
    one = st.builds(
        Unit,
        st.just(""),
        st.lists(st.builds(Step, texts, NUMBER, texts, NUMBER, NUMBER), max_size=3).map(
            lambda steps: Intervention(tuple(steps))
        ),
        context,
        NUMBER,
        texts,
        st.none() | st.tuples(texts, PLACE.map(lambda place: place[1])),
        st.integers(0, 10**6),
    )
    many = st.lists(one, min_size=len(names), max_size=len(names))
    return many.map(lambda made: [replace(u, unit_id=n) for u, n in zip(made, names, strict=True)])


@st.composite
def views(draw: st.DrawFn, names: st.SearchStrategy[str] = PLAIN) -> TrainingView:
    ids = draw(st.lists(names.filter(bool), unique=True, max_size=4))
    features = draw(st.lists(names.filter(bool), unique=True, min_size=1, max_size=3))
    shape = (len(ids), len(features))
    values = draw(st.lists(NUMBER, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    states = np.array(values, float).reshape(shape)
    made = draw(units(ids, names))
    noise = draw(st.sampled_from([None, np.abs(states)]))
    inputs = draw(st.sampled_from([None, Inputs(("b", "a"), ("x",), np.array([[np.nan], [2.5]]))]))
    roles = draw(st.lists(st.sampled_from(Role), min_size=len(ids), max_size=len(ids)))
    clusters = draw(st.sampled_from([(), tuple(f"c{row % 2}" for row in range(len(ids)))]))
    view = TrainingView(
        TASK,
        tuple(made),
        tuple(roles),
        states,
        noise,
        tuple(features),
        inputs,
        clusters=clusters,
    )
    return replace(view, digest=view_digest(view))


@st.composite
def queries(draw: st.DrawFn, names: st.SearchStrategy[str] = PLAIN) -> Queries:
    ids = draw(st.lists(names.filter(bool), unique=True, max_size=4))
    features = draw(st.lists(names.filter(bool), unique=True, max_size=3))
    made = [replace(unit, n_observations=0) for unit in draw(units(ids, names))]
    return Queries(tuple(made), tuple(features))


@st.composite
def predictions(draw: st.DrawFn, names: st.SearchStrategy[str] = PLAIN) -> Prediction:
    ids = draw(st.lists(names.filter(bool), unique=True, max_size=4))
    features = draw(st.lists(names.filter(bool), unique=True, min_size=1, max_size=3))
    n_levels = draw(st.integers(0, 2))
    shape = (len(ids), len(features))
    size = shape[0] * shape[1]
    cells = draw(st.lists(NUMBER, min_size=size * (n_levels + 1), max_size=size * (n_levels + 1)))
    stacked = np.array(cells, float).reshape(n_levels + 1, *shape)
    return Prediction(
        tuple(ids),
        tuple(features),
        stacked[0],
        tuple(draw(st.lists(st.sampled_from(Status), min_size=len(ids), max_size=len(ids)))),
        tuple(draw(st.lists(names, min_size=len(ids), max_size=len(ids)))),
        (0.05, 0.975)[:n_levels],
        stacked[1:] if n_levels else None,
    )


def told(units: Sequence[Unit]) -> list[str]:
    """Return units as text that can be compared: NaN is equal to itself."""
    return [repr(replace(unit, context=dict(sorted(unit.context.items())))) for unit in units]


def small_view() -> TrainingView:
    """One donor with a control and two doses, another one as calibration."""
    steps = [Intervention(()), *(Intervention((Step("JQ1", d, "umol/L"),)) for d in (0.1, 1.0))]
    made = [
        Unit(
            f"{donor}|{k}",
            step,
            {"site": "A", "donor": donor},
            24.0,
            f"{donor}|0" if k else "",
            None,
            7,
        )
        for donor in ("D1", "D2")
        for k, step in enumerate(steps)
    ]
    roles = (Role.TRAINING,) * 3 + (Role.CALIBRATION,) * 3
    states = np.linspace(0.1, 3.1, 18).reshape(6, 3)
    view = TrainingView(TASK, tuple(made), roles, states, states / 100, ("g1", "g2", "g3"))
    return replace(view, digest=view_digest(view))


def small_queries() -> Queries:
    """The same doses in a donor that was not seen."""
    made = [
        Unit(
            f"D3|{dose}",
            Intervention((Step("JQ1", dose, "umol/L"),)),
            {"site": "A", "donor": "D3"},
            24.0,
        )
        for dose in (0.1, 1.0)
    ]
    return Queries(tuple(made), ("g1", "g2", "g3"))
