"""What a repair is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from aivc.splits.observations import Partitioning


class RepairBy(StrEnum):
    """How a split is mended."""

    SMALLEST = "smallest"
    """Whatever touches the fewest observations; a move where a drop touches as many."""

    DROP = "drop"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Step:
    """Observations that are touched for one reason.

    Attributes
    ----------
    reason
        Why, as a clause, such as ``its donor is in train too``.
    source
        Part that they are taken from.
    goal
        Part that they are moved to; empty where they are dropped.
    n_observations
        How many.
    """

    reason: str
    source: str
    goal: str
    n_observations: int

    def __str__(self) -> str:
        """Return the step as a sentence."""
        what = f"{self.n_observations:,} observation{'' if self.n_observations == 1 else 's'}"
        done = (
            f"move {what} of {self.source} to {self.goal}"
            if self.goal
            else (f"drop {what} of {self.source}")
        )
        return f"{done}: {self.reason}"


@dataclass(frozen=True)
class Repair:
    """A split that is mended, or why it cannot be.

    Attributes
    ----------
    partitioning
        The parts of all rows afterwards. Dropped rows are in a part of role ``excluded``.
    steps
        What is done, most observations first.
    obstacles
        What stays untrue, and why; empty where everything was made true.
    n_dropped, n_moved
        Observations that are touched. A row of several parts that leaves one of them is moved.
    at_least
        Observations that any repair of this kind must touch; equal to what this one touches where
        it is known to be the smallest.
    dropped
        Positions of the rows that are in no part any more.
    """

    partitioning: Partitioning
    steps: tuple[Step, ...]
    obstacles: tuple[str, ...]
    n_dropped: int
    n_moved: int
    at_least: int
    dropped: NDArray[np.int64]

    @property
    def is_complete(self) -> bool:
        """Whether everything that was asked for is true afterwards."""
        return not self.obstacles

    @property
    def n_touched(self) -> int:
        """Observations that are dropped or moved."""
        return self.n_dropped + self.n_moved

    @property
    def is_smallest(self) -> bool:
        """Whether no repair of this kind touches fewer observations."""
        return self.n_touched <= self.at_least
