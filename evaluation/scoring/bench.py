"""Everything about a task that does not depend on the prediction that is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.evaluation.files.task_text import asked_features
from aivc.evaluation.scoring.floors import floors_of
from aivc.evaluation.scoring.judged import judged
from aivc.evaluation.scoring.scored_readouts import ready_readout
from aivc.evaluation.scoring.with_scale import with_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.scoring.floors import Floor
    from aivc.evaluation.scoring.scored_readouts import ReadyReadout
    from aivc.evaluation.truth import Truth
    from aivc.evaluation.view import TrainingView


@dataclass(frozen=True, eq=False)
class Bench:
    """A task with its truth, its floors and its replicate, on which predictions are judged.

    Attributes
    ----------
    truth
        What was measured of the units that were asked for.
    view
        What predictors saw.
    readouts
        What the task asks for, in its order.
    features
        Features that are predicted.
    floors
        Trivial predictors.
    ready
        The readouts, and expression where it is judged along, with floors and replicate scored.
    """

    truth: Truth
    view: TrainingView
    readouts: tuple[Readout, ...]
    features: tuple[str, ...]
    floors: tuple[Floor, ...]
    ready: tuple[ReadyReadout, ...]


def bench_of(truth: Truth, view: TrainingView, readouts: Sequence[Readout]) -> Bench:
    """Score floors and replicate of a task, once for all predictions.

    Parameters
    ----------
    truth
        What was measured of the units that were asked for.
    view
        What predictors saw: its task, and training for the climatology and the floors.
    readouts
        In the order of the task; the first decides where a row of the grid names none.

    Raises
    ------
    TaskError
        A readout needs what the data do not hold.
    """
    task = view.task
    features = asked_features(task, truth.features)
    floors = floors_of(truth, view, features)
    ready = tuple(
        ready_readout(judged(readout, truth, features, floors, task))
        for readout in with_scale(readouts, truth.features, task)
    )
    return Bench(truth, view, tuple(readouts), features, floors, ready)
