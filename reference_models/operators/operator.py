"""The contract of an operator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from aivc.reference_models.operators.state import State
    from aivc.validators.grammar.composing import Applied


class Operator(Protocol):
    """Something that takes a state and gives another."""

    @property
    def type(self) -> Applied:
        """What it is to the grammar: its kind, the scale that it takes and the one it gives."""
        ...

    def __call__(self, state: State) -> State:
        """Apply it."""
        ...
