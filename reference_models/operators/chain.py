"""Operators applied one after the other, checked before anything is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.reference_models.operators.errors import CompositionError
from aivc.validators.grammar.composing import first_fault

if TYPE_CHECKING:
    from aivc.reference_models.operators.operator import Operator
    from aivc.reference_models.operators.state import State


@dataclass(frozen=True, eq=False)
class Chain:
    """Operators from a state at a scale, in the order in which they are applied.

    Raises
    ------
    CompositionError
        If an operator takes another scale than the one before it gives, or does not exist there.

    Examples
    --------
    >>> import numpy as np
    >>> from aivc.reference_models.operators.links import Link
    >>> from aivc.reference_models.operators.measuring import Measure
    >>> from aivc.reference_models.operators.state import State
    >>> link = Link("cell", "well", ("c1", "c2"), ("A01",), np.array([[0.5, 0.5]]))
    >>> bulk = Measure("BulkExpression", "well", np.eye(1))
    >>> chain = Chain("cell", (link.project(), bulk))
    >>> chain(State("cell", ("c1", "c2"), np.array([[1.0], [3.0]]))).values
    array([[2.]])
    >>> Chain("cell", (bulk,))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    aivc.reference_models.operators.errors.CompositionError: no project from cell to well is ...
    """

    start: str
    operators: tuple[Operator, ...]

    def __post_init__(self) -> None:
        fault = first_fault(self.start, [operator.type for operator in self.operators])
        if fault is not None:
            msg = f"{fault}; {fault.remedy}"
            raise CompositionError(msg)

    def then(self, *operators: Operator) -> Chain:
        """Return a longer chain."""
        return Chain(self.start, (*self.operators, *operators))

    @property
    def end(self) -> str:
        """Scale of the result."""
        scale = self.start
        for operator in self.operators:
            scale = scale if operator.type.operator == "intervene" else operator.type.target
        return scale

    def __call__(self, state: State) -> State:
        """Apply all operators.

        Raises
        ------
        CompositionError
            If the state is at another scale than the chain starts from.
        """
        if state.scale != self.start:
            msg = f"the chain starts from a state at {self.start}, found one at {state.scale}"
            raise CompositionError(msg)
        for operator in self.operators:
            state = operator(state)
        return state
