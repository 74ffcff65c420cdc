"""What becomes of each unit that was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from aivc.evaluation.errors import PredictionError
from aivc.evaluation.prediction import Prediction, Status
from aivc.evaluation.scoring.answers import Fate, answers_to


def prediction(**changed: object) -> Prediction:
    said = {
        "unit_ids": ("b", "a"),
        "features": ("y", "x"),
        "mean": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "status": (Status.PREDICTED, Status.PREDICTED),
        "reasons": ("", ""),
    }
    return Prediction(**{**said, **changed})  # type: ignore[arg-type]


def test_rows_and_columns_are_found_by_name() -> None:
    answers = answers_to(("a", "b"), ("x", "y"), prediction())
    assert answers.states.tolist() == [[4.0, 3.0], [2.0, 1.0]]
    assert answers.fates == (Fate.PREDICTED, Fate.PREDICTED)


def test_every_way_to_give_no_answer_is_told_apart() -> None:
    said = prediction(
        unit_ids=("a", "b", "c", "extra"),
        mean=np.array([[1.0, 2.0], [1.0, np.nan], [1.0, 2.0], [0.0, 0.0]]),
        status=(Status.ABSTAINED, Status.PREDICTED, Status.FAILED, Status.PREDICTED),
        reasons=("", "", "", ""),
    )
    answers = answers_to(("a", "b", "c", "d"), ("x", "y"), said)
    assert answers.fates == (Fate.ABSTAINED, Fate.FAILED, Fate.FAILED, Fate.MISSING)
    # The fallback of who abstained is not looked at, and half an answer is none.
    assert np.isnan(answers.states).all()


def test_a_feature_that_was_not_predicted_is_a_failure_and_no_zero() -> None:
    answers = answers_to(("a", "b"), ("x", "y", "z"), prediction())
    assert answers.fates == (Fate.FAILED, Fate.FAILED)


@pytest.mark.parametrize(
    "twice",
    [{"unit_ids": ("a", "a")}, {"features": ("x", "x")}],
)
def test_a_name_that_stands_twice_is_refused(twice: dict[str, tuple[str, str]]) -> None:
    with pytest.raises(PredictionError, match="twice"):
        answers_to(("a", "b"), ("x", "y"), prediction(**twice))


def test_quantiles_of_units_without_an_answer_are_left_out() -> None:
    said = prediction(
        status=(Status.ABSTAINED, Status.PREDICTED),
        levels=(0.5,),
        quantiles=np.ones((1, 2, 2)),
    )
    quantiles = answers_to(("a", "b"), ("x", "y"), said).quantiles
    assert quantiles is not None
    assert np.isfinite(quantiles[0]).all(axis=1).tolist() == [True, False]


def test_a_number_that_cannot_be_squared_is_no_answer() -> None:
    said = prediction(mean=np.array([[1e300, 2.0], [3.0, 4.0]]))
    answers = answers_to(("a", "b"), ("x", "y"), said)
    assert answers.fates == (Fate.PREDICTED, Fate.FAILED)
