"""Facts about a file of predictions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aivc.schema.generated.views import PredictionSet
    from aivc.schema.structure_problem import StructureProblem
    from aivc.validators.facts.predictions.asked import Asked

TRUTH, SECOND_ANSWER = "truth", "second_answer"
"""What can be given beside a file of predictions, so that more can be seen."""


@dataclass(frozen=True, slots=True)
class NameFacts:
    """Names of rows or columns, against those that were asked for; each list in order.

    ``repeated`` holds each name once, ``empty`` counts rows or columns without one.
    """

    n_stated: int
    n_asked: int
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    n_empty: int = 0


@dataclass(frozen=True, slots=True)
class ValueFacts:
    """Values of one kind, such as those that are not finite.

    ``n_values`` of ``n_looked_at`` values, in ``units``, in order.
    """

    n_values: int = 0
    n_looked_at: int = 0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What became of the queries."""

    is_stated: bool
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Units by a status that the standard does not know."""
    unexplained: tuple[str, ...] = ()
    """Units that were not predicted, without a reason."""
    predicted: frozenset[str] = frozenset()
    """Units that are said to be predicted."""
    silent: tuple[str, ...] = ()
    """Those of them that give no reason for anything."""
    n_abstained: int = 0
    n_failed: int = 0


@dataclass(frozen=True, slots=True)
class QuantileFacts:
    """Quantiles of units that were predicted."""

    levels: tuple[float, ...] = ()
    not_finite: ValueFacts = field(default_factory=ValueFacts)
    crossing: ValueFacts = field(default_factory=ValueFacts)
    """Values that are larger than the one of the next level."""
    other_layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpaceFacts:
    """Values that the space of the task does not have; None where it is of another space."""

    negative: ValueFacts | None = None
    beyond: ValueFacts | None = None
    """Values above the largest that the space can hold."""
    largest: float = float("nan")
    """That largest value."""
    unequal_sums: ValueFacts | None = None
    """Units whose shares do not sum to one."""
    rising: ValueFacts | None = None
    """Probabilities of being without the event that are larger than those of an earlier time."""


@dataclass(frozen=True, slots=True)
class PredictionFacts:
    """Everything that rules may know of a file of predictions.

    Attributes
    ----------
    asked
        What was asked.
    raw
        What the file says of itself, as plain data; None where that cannot be parsed.
    about
        The same, tolerant of everything.
    about_problem
        Why it cannot be parsed; empty where it can.
    structure
        What is wrong with its structure.
    has_mean
        Whether there is an ``X``.
    copied
        Units whose answer is the truth to the last bit; None where the truth was not given.
    changed
        Units that a second run answers otherwise; None where there was none.
    """

    asked: Asked
    raw: Mapping[str, Any] | None
    about: PredictionSet
    about_problem: str
    structure: tuple[StructureProblem, ...]
    units: NameFacts
    features: NameFacts
    has_mean: bool
    status: StatusFacts
    not_finite: ValueFacts
    quantiles: QuantileFacts
    space: SpaceFacts
    copied: ValueFacts | None = None
    changed: ValueFacts | None = None

    @property
    def given(self) -> frozenset[str]:
        """What was given beside the file."""
        held = {TRUTH: self.copied, SECOND_ANSWER: self.changed}
        return frozenset(name for name, facts in held.items() if facts is not None)
