"""Names of features of endpoints: written and read back without loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aivc.evaluation.files import asked_features
from aivc.evaluation.readouts.endpoint import Endpoint
from aivc.evaluation.task import Space, Task, TaskKind
from aivc.schema.endpoint_features import (
    RISK,
    columns_of_horizons,
    horizon_of,
    predicted_features,
    survival_feature,
)

horizons = st.floats(min_value=1e-6, max_value=1e12, allow_nan=False)


@given(horizons)
def test_a_name_reads_back_as_its_horizon(horizon):
    assert horizon_of(survival_feature(horizon)) == horizon


@given(st.lists(horizons, unique=True, max_size=6))
def test_horizons_never_share_a_name(asked):
    features = predicted_features(asked)
    assert features[0] == RISK
    assert len(set(features)) == len(asked) + 1
    assert list(columns_of_horizons(features)) == sorted(asked)


def test_queries_and_readout_ask_for_the_same_features():
    asked = (180.0, 1_234_567.0, 1_234_568.0)
    task = Task("os", TaskKind.ENDPOINT, Space.SURVIVAL, horizons=asked)
    assert asked_features(task, ("time", "event")) == Endpoint("os", asked).features
    assert len(set(Endpoint("os", asked).features)) == 4
