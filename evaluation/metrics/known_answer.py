"""A case whose value can be worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aivc.evaluation.metrics.sides import Answer, Reference


@dataclass(frozen=True, eq=False)
class KnownAnswer:
    """A reference and an answer, the value they must give, and why."""

    name: str
    reference: Reference
    answer: Answer
    value: float
    because: str
