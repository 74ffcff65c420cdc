"""The operators that a chain is made of, and what it starts from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

UNKNOWN = "?"
"""Stands in a chain for what the card does not say."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measurement operator."""

    modality: str
    scale: str


@dataclass(frozen=True, slots=True)
class Rescale:
    """A project or a lift; ``anchor`` is ``?`` where none is declared."""

    operator: str
    anchor: str
    source: str
    target: str
    has_coverage: bool = field(default=True, compare=False)
    """Whether it is known how many units the anchor links."""


@dataclass(frozen=True, slots=True)
class Intervene:
    """What was done, in order; for a control, which one it is."""

    events: tuple[str, ...]
    acts_at: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class ReadOut:
    """A readout by its method."""

    method: str
    scale: str
    kind: str = field(default=UNKNOWN, compare=False)


@dataclass(frozen=True, slots=True)
class State:
    """The state that the first operator is applied to."""

    context: str
    scale: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A table or an image that a readout is computed from."""

    path: str
    scale: str = UNKNOWN
    what: str = field(default="table", compare=False)


Operator: TypeAlias = Measure | Rescale | Intervene | ReadOut
