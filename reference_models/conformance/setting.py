"""What a predictor is asked while it is checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aivc.evaluation.grid_row import Regime
    from aivc.evaluation.task import TaskKind
    from aivc.evaluation.units import Unit
    from aivc.evaluation.view import Queries, TrainingView


@dataclass(frozen=True, slots=True)
class HardQuery:
    """A query that a predictor may be unable to answer, what is hard about it, and its regime."""

    label: str
    unit: Unit
    regime: Regime


@dataclass(frozen=True, eq=False)
class Setting:
    """A small view and what is asked after it.

    Attributes
    ----------
    name
        What reports call it.
    kind
        Kind of the task.
    view
        What is learnt from.
    queries
        What any predictor that covers the kind can answer: interventions of training, in a context
        that is new but whose controls are granted.
    hard
        What it may be unable to answer, an unseen agent apart.
    unseen
        Agents that training has not.
    ties
        Another setting in which contexts and agents are exactly alike, so that whoever chooses
        between them shows how; None where the kind has none of it.
    with_pairs
        Whether pairs of agents are in it.
    """

    name: str
    kind: TaskKind
    view: TrainingView
    queries: Queries
    hard: tuple[HardQuery, ...] = ()
    unseen: tuple[HardQuery, ...] = ()
    ties: Setting | None = None
    with_pairs: bool = False

    def asking(self, units: Iterable[Unit]) -> Queries:
        """Return queries about other units."""
        return replace(self.queries, units=tuple(units))
