"""Write a chain of operators as one line, in the notation of the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.engine import printable
from aivc.validators.grammar.operators import Intervene, Measure, ReadOut, State

if TYPE_CHECKING:
    from aivc.validators.grammar.chain import Chain
    from aivc.validators.grammar.operators import Observation, Operator


LONGEST_LINE = 2000


def render_chain(chain: Chain) -> str:
    """Write a chain as one line; control characters in names are shown, never obeyed.

    Examples
    --------
    >>> from aivc.validators.grammar.chain import Chain
    >>> from aivc.validators.grammar.operators import Measure, State
    >>> render_chain(Chain("X", (), "", (Measure("SingleCellRNA", "cell"),), State("", "cell")))
    'X = Measure[SingleCellRNA, cell] (state at cell)'
    """
    operators = " ∘ ".join(_operator(operator) for operator in chain.operators)
    return printable(f"{_result(chain)} = {operators} ({_start(chain.start)})", LONGEST_LINE)


def _result(chain: Chain) -> str:
    parts = [chain.result]
    if len(chain.conditions) == 1:
        parts.append(chain.conditions[0])
    elif chain.conditions:
        parts.append(f"{len(chain.conditions)} conditions")
    if chain.harvest:
        parts.append(f"harvest at {chain.harvest}")
    return ", ".join(parts)


def _operator(operator: Operator) -> str:
    if isinstance(operator, Measure):
        return f"Measure[{operator.modality}, {operator.scale}]"
    if isinstance(operator, ReadOut):
        return f"Readout[{operator.method}, {operator.scale}]"
    if isinstance(operator, Intervene):
        return f"Intervene[{'; '.join(operator.events)}]"
    unknown = "" if operator.has_coverage else ", coverage unknown"
    return f"{operator.operator}[{operator.anchor}: {operator.source} → {operator.target}{unknown}]"


def _start(start: State | Observation) -> str:
    if not isinstance(start, State):
        return start.path
    of = f" of {start.context}" if start.context else ""
    return f"state{of} at {start.scale}"
