"""Let a predictor learn in this process, and measure what that takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aivc.evaluation.running.cost import measured
from aivc.evaluation.running.errors import PredictorError
from aivc.schema.errors import AivcError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.evaluation.predictor import Predictor
    from aivc.evaluation.view import TrainingView


@dataclass(frozen=True, eq=False)
class Learnt:
    """A predictor that learnt, its ``PredictorCard`` as it is then, and how long it took."""

    predictor: Predictor
    card: Mapping[str, Any]
    seconds: float


def learn_in_process(predictor: Predictor, view: TrainingView, *, seed: int, name: str) -> Learnt:
    """Let a predictor learn from a view.

    Parameters
    ----------
    predictor
        The predictor, which has learnt nothing.
    view
        What it sees.
    seed
        Source of chance.
    name
        What a user calls it, for messages.

    Raises
    ------
    PredictorError
        It fails; errors of this package stay what they are.
    """
    with measured() as spent:
        try:
            fitted = predictor.fit(view, seed=seed)
            # What it can promise, such as intervals, it may know only now.
            card = fitted.card
        except AivcError:
            raise
        except Exception as error:
            msg = f"{name} cannot learn from this view: {type(error).__name__}: {error}"
            raise PredictorError(msg) from error
    return Learnt(fitted, card, spent.seconds)
