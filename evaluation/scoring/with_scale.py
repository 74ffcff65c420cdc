"""Readouts that see no scale, and the one that is judged along with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.evaluation.metrics.metric import BLIND_READOUTS
from aivc.evaluation.readouts.expression import Expression
from aivc.evaluation.readouts.readout import ReadoutKind
from aivc.evaluation.task import TaskKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aivc.evaluation.readouts.readout import Readout
    from aivc.evaluation.task import Task

ALONG = "expression"


def with_scale(
    readouts: Sequence[Readout], features: Sequence[str], task: Task
) -> tuple[Readout, ...]:
    """Return readouts, and expression where some of them see no scale and it is not among them.

    Parameters
    ----------
    readouts
        What the task asks for.
    features
        Features of the states.
    task
        Says whether states are judged relative to controls.
    """
    kinds = {readout.kind for readout in readouts}
    if not kinds & BLIND_READOUTS or ReadoutKind.EXPRESSION in kinds:
        return tuple(readouts)
    is_relative = task.kind is TaskKind.RESPONSE
    return (*readouts, Expression(ALONG, tuple(features), is_relative))
