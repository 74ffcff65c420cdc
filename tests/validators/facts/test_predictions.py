"""Facts about predictions: what is counted, and that nothing in a file stops the counting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aivc.schema.generated.views import DatasetCard
from aivc.validators.engine import run_rules
from aivc.validators.examples.predictions.specimens import PREDICTIONS
from aivc.validators.facts.predictions.asked import SPACES, Measured
from aivc.validators.facts.predictions.facts import facts_of_predictions
from aivc.validators.facts.predictions.measure import measure_predictions
from aivc.validators.facts.predictions.stated import StatedPredictions
from aivc.validators.findings import Level
from aivc.validators.outcome import NotRunReason, Verdict
from aivc.validators.profile import load_profile

ANSWERS = PREDICTIONS["answers"]()
NAMES = st.sampled_from(
    ["", "D3|panobinostat", "D3|dexamethasone", "a", "survival@x", "survival@1"]
)
VALUES = st.floats(width=64) | st.just(0.5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
SLOTS = st.sampled_from(
    ["predictor_card", "quantile_levels", "seed", "cost", "task_id", "evaluated_on", "x"]
)


@st.composite
def anything(draw: st.DrawFn) -> StatedPredictions:
    shape = (draw(st.integers(0, 3)), draw(st.integers(0, 3)))
    units, features = (tuple(draw(st.lists(NAMES, min_size=size, max_size=size))) for size in shape)

    def matrix() -> np.ndarray:
        size = shape[0] * shape[1]
        return np.array(draw(st.lists(VALUES, min_size=size, max_size=size)), float).reshape(shape)

    texts = st.sampled_from(["predicted", "abstained", "done", ""])
    statuses = tuple(draw(st.lists(texts, min_size=shape[0], max_size=shape[0])))
    about = draw(st.none() | st.dictionaries(SLOTS, JSON))
    return StatedPredictions(
        units,
        features,
        draw(st.sampled_from([None, matrix()])),
        {level: matrix() for level in draw(st.sets(st.sampled_from([0.05, 0.5, 0.95])))},
        draw(st.sampled_from([None, statuses])),
        ("",) * shape[0],
        about,
        "" if about is not None else "it is no JSON",
        ("noise",),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(anything(), st.sampled_from(SPACES))
def test_no_rule_breaks_on_any_file(stated: StatedPredictions, space: str) -> None:
    asked = replace(ANSWERS.asked, space=space)
    measured = measure_predictions(stated, asked, truth=ANSWERS.truth, second=ANSWERS.stated)
    facts = facts_of_predictions(Path("pred.h5ad"), measured)
    outcome = run_rules(DatasetCard(), facts, level=Level.FULL, profile=load_profile("benchmark"))
    assert "SYS001" not in {finding.code for finding in outcome.findings}
    assert not outcome.rules_not_run


def test_what_was_not_given_is_said_and_nothing_is_called_valid() -> None:
    measured = measure_predictions(ANSWERS.stated, ANSWERS.asked)
    facts = facts_of_predictions(Path("pred.h5ad"), measured)
    outcome = run_rules(DatasetCard(), facts, level=Level.FULL, profile=load_profile("release"))
    told = {entry.code: entry.reason for entry in outcome.rules_not_run}
    assert told == dict.fromkeys(("PRD033", "PRD034"), NotRunReason.NOT_GIVEN)
    assert outcome.blind == outcome.rules_not_run
    assert outcome.verdict is Verdict.NO_PROBLEM_FOUND


def test_a_truth_that_was_rounded_is_recognised() -> None:
    assert ANSWERS.truth is not None
    for rounded in (ANSWERS.truth.states, ANSWERS.truth.states.astype("f4").astype("f8")):
        stated = replace(
            ANSWERS.stated, mean=rounded[:, ::-1], features=ANSWERS.stated.features[::-1]
        )
        facts = measure_predictions(stated, ANSWERS.asked, truth=ANSWERS.truth)
        assert facts.copied is not None
        # The fourth unit is abstained from, and its row does not count.
        assert facts.copied.units == ANSWERS.stated.unit_ids[:3]


@pytest.mark.parametrize(
    "change",
    [
        {"mean": ANSWERS.stated.mean[:, ::-1], "features": ANSWERS.stated.features},
        {"statuses": ("failed", "predicted", "predicted", "abstained")},
        {"quantiles": {**ANSWERS.stated.quantiles, 0.05: ANSWERS.stated.mean}},
        {"unit_ids": ("another", *ANSWERS.stated.unit_ids[1:])},
    ],
)
def test_a_second_answer_may_differ_in_anything(change: dict[str, Any]) -> None:
    second = replace(ANSWERS.stated, **change)
    found = measure_predictions(ANSWERS.stated, ANSWERS.asked, second=second).changed
    assert found is not None
    assert ANSWERS.stated.unit_ids[0] in found.units


def test_a_second_answer_in_another_order_is_the_same() -> None:
    stated = ANSWERS.stated
    assert stated.mean is not None
    assert stated.statuses is not None
    turned = replace(
        stated,
        unit_ids=stated.unit_ids[::-1],
        features=stated.features[::-1],
        mean=stated.mean[::-1, ::-1],
        quantiles={level: values[::-1, ::-1] for level, values in stated.quantiles.items()},
        statuses=stated.statuses[::-1],
        reasons=("",) * 4,
    )
    found = measure_predictions(stated, ANSWERS.asked, second=turned).changed
    assert found is not None
    assert found.units == ()


def test_a_truth_of_few_values_is_no_proof() -> None:
    shares = PREDICTIONS["share_answers"]()
    states = np.array([[1.0, 0.0, 0.0], [0.25, 0.5, 0.25]])
    truth = Measured(shares.stated.unit_ids, shares.stated.features, states)
    stated = replace(shares.stated, mean=states)
    facts = measure_predictions(stated, shares.asked, truth=truth)
    assert facts.copied is not None
    assert facts.copied.n_values == 0


@pytest.mark.parametrize(
    ("space", "value", "is_found"),
    [
        ("log_of_sum", 9.2105, True),
        ("log_of_sum", 9.2104, False),
        ("mean", 9.3, False),
        ("mean", -9.3, False),
        ("share", 1.1, True),
        ("log_of_sum", -1e-9, False),
        ("log_of_sum", -1e-3, False),
        ("share", -1e-3, True),
    ],
)
def test_spaces_have_bounds(space: str, value: float, *, is_found: bool) -> None:
    assert ANSWERS.stated.mean is not None
    mean = ANSWERS.stated.mean * 0.1
    mean[0, 0] = value
    stated = replace(ANSWERS.stated, mean=mean)
    found = measure_predictions(stated, replace(ANSWERS.asked, space=space)).space
    counts = [each.n_values for each in (found.negative, found.beyond) if each is not None]
    assert (sum(counts) == 1) is is_found


@pytest.mark.parametrize(("n_below", "is_found"), [(2, False), (3, True)])
def test_a_control_plus_a_mean_effect_is_told_from_a_difference(
    n_below: int, *, is_found: bool
) -> None:
    mean = np.ones((1, 8))
    mean[0, :n_below] = -0.4
    features = tuple(f"g{place}" for place in range(8))
    stated = replace(
        ANSWERS.stated,
        unit_ids=("u",),
        features=features,
        mean=mean,
        quantiles={},
        statuses=("predicted",),
        reasons=("",),
    )
    negative = measure_predictions(stated, ANSWERS.asked).space.negative
    assert negative is not None
    assert negative.n_values == (n_below if is_found else 0)


def test_a_unit_without_any_number_has_no_interval_and_others_have() -> None:
    middle = np.array([[3.0, 2.0], [3.0, 2.0]])
    lacking = np.array([[np.nan, np.nan], [3.0, np.nan]])
    stated = replace(
        ANSWERS.stated,
        unit_ids=("none", "half"),
        features=("g1", "g2"),
        mean=middle,
        quantiles={0.05: lacking, 0.95: lacking},
        statuses=("predicted",) * 2,
        reasons=("",) * 2,
    )
    found = measure_predictions(stated, ANSWERS.asked).quantiles.not_finite
    assert (found.n_values, found.units) == (1, ("half",))


def test_quantiles_that_differ_by_rounding_do_not_cross() -> None:
    middle = np.array([[3.0000000001, 2.0]])
    stated = replace(
        ANSWERS.stated,
        unit_ids=("u",),
        features=("g1", "g2"),
        mean=middle,
        quantiles={0.5: middle, 0.95: np.array([[3.0, 1.9]])},
        statuses=("predicted",),
        reasons=("",),
    )
    crossing = measure_predictions(stated, ANSWERS.asked).quantiles.crossing
    assert (crossing.n_values, crossing.n_looked_at, crossing.units) == (1, 2, ("u",))
