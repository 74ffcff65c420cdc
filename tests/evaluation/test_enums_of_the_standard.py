"""Enums of the harness hold exactly the values of those of the standard."""

from __future__ import annotations

import pytest

from aivc.evaluation.grid_row import Regime
from aivc.evaluation.metrics.metric import Better
from aivc.evaluation.prediction import Status
from aivc.evaluation.readouts.graphs import GraphKind
from aivc.evaluation.readouts.kinds import KINDS
from aivc.evaluation.task import Space, TaskKind
from aivc.schema.slots import enum_spec
from aivc.validators.facts.predictions.asked import SPACES
from aivc.validators.facts.predictions.measure import ABSTAINED, FAILED, PREDICTED


@pytest.mark.parametrize(
    ("ours", "standard"),
    [
        (TaskKind, "TaskKind"),
        (Space, "PredictionSpace"),
        (Regime, "InterventionRegime"),
        (Better, "BetterDirection"),
        (SPACES, "PredictionSpace"),
    ],
)
def test_values_are_those_of_the_standard_in_its_order(ours, standard):
    assert [str(each) for each in ours] == list(enum_spec(standard).values)


def test_graphs_are_those_of_the_standard():
    assert {str(each) for each in GraphKind} == set(enum_spec("GraphKind").values)


def test_kinds_of_readout_are_of_types_that_the_standard_knows():
    assert set(KINDS) <= set(enum_spec("ReadoutType").values)


def test_rules_and_harness_know_the_same_fates_of_queries():
    assert tuple(Status) == (PREDICTED, ABSTAINED, FAILED)
