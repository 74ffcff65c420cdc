"""Every metric does what its card says, and a card that says something else is caught."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aivc.evaluation.metrics.cards import run_card
from aivc.evaluation.metrics.changes import changes_of
from aivc.evaluation.metrics.known_answer import KnownAnswer
from aivc.evaluation.metrics.pds_cosine import PDS_COSINE
from aivc.evaluation.metrics.registry import METRICS, metrics_for
from aivc.evaluation.metrics.response import Change, Outcome
from aivc.evaluation.metrics.rmse import RMSE
from aivc.evaluation.metrics.small_case import measured, predicted
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.schema.generated import models

if TYPE_CHECKING:
    from aivc.evaluation.metrics.metric import Metric


def failing(metric: Metric) -> list[str]:
    return [line.what for line in run_card(metric) if not line.holds]


@pytest.mark.parametrize("metric_id", METRICS)
def test_card_holds(metric_id: str) -> None:
    assert failing(METRICS[metric_id]) == []


@pytest.mark.parametrize("metric_id", METRICS)
def test_card_is_whole(metric_id: str) -> None:
    metric = METRICS[metric_id]
    asked = frozenset().union(*(changes_of(kind) for kind in metric.kinds))
    assert set(metric.responses) == asked
    assert metric.known_answers
    claimed = set(metric.responses.values())
    assert metric.no_skill_value is not None or Outcome.NO_SKILL not in claimed
    assert (metric.responses.get(Change.TRIPLED, Outcome.SAME) is Outcome.SAME) == (
        metric.is_scale_blind or metric.kinds == {ReadoutKind.ENDPOINT}
    )


@pytest.mark.parametrize("metric_id", METRICS)
def test_card_is_an_instance_of_the_standard(metric_id: str) -> None:
    card = METRICS[metric_id].card()
    assert models.MetricCard(**card).metric_id == metric_id
    assert card["definition"].endswith(".")


@pytest.mark.parametrize("kind", ReadoutKind)
def test_every_readout_has_a_metric_that_sees_the_size_of_effects(kind: ReadoutKind) -> None:
    sees = [metric for metric in metrics_for(kind) if not metric.is_blind_to_scale_on(kind)]
    assert bool(sees) == (kind is not ReadoutKind.PATHWAY)


def test_runner_catches_a_wrong_known_answer() -> None:
    wrong = KnownAnswer("wrong", measured([[1.0]]), predicted([[0.0]]), 0.25, "it is 1")
    assert failing(replace(RMSE, known_answers=(wrong,))) == ["wrong"]


def test_runner_catches_a_metric_that_takes_rows_by_place() -> None:
    def first_row_only(reference, answer):
        top = np.zeros(len(reference.ids))
        top[0] = answer.values[0].sum()
        return top

    by_place = replace(RMSE, kinds=frozenset({ReadoutKind.EXPRESSION}), top=first_row_only)
    assert "expression: rows and features of the truth in another order" in failing(by_place)


def test_runner_catches_ties_by_the_alphabet() -> None:
    def alphabetical(reference, answer):
        order = np.argsort(np.argsort(reference.ids))
        return 1.0 - order * (answer.values.sum(axis=1) != 0) / (len(order) - 1)

    what = failing(replace(PDS_COSINE, top=alphabetical))
    assert "expression: rows renamed, so that the alphabet runs backwards" in what


def test_runner_catches_a_scale_that_is_not_seen() -> None:
    blind = replace(
        RMSE,
        kinds=frozenset({ReadoutKind.EXPRESSION}),
        responses={**PDS_COSINE.responses, Change.TRIPLED: Outcome.SAME},
    )
    assert "expression: all effects tripled" in failing(blind)
