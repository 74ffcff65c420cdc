"""Whether the chain of a table or a readout composes, and in words what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.validators.grammar.composing import (
    INTERVENE,
    MEASURE,
    READ_OUT,
    Applied,
    Gap,
    first_fault,
)
from aivc.validators.grammar.operators import (
    UNKNOWN,
    Intervene,
    Measure,
    Observation,
    Operator,
    ReadOut,
    Rescale,
)
from aivc.validators.grammar.scales import operator_between

if TYPE_CHECKING:
    from aivc.validators.grammar.chain import Chain
    from aivc.validators.grammar.composing import Fault


def fault_of(chain: Chain) -> Fault | None:
    """Return what is wrong with a chain.

    Returns
    -------
    Gap, Impossible, Misnamed or None
        None where it composes, and where the card does not say enough to judge it: such a chain
        is written with ``?``.
    """
    state = chain.start.scale
    applied = [step for operator in reversed(chain.operators) for step in _applied(operator, state)]
    if state == UNKNOWN or any(UNKNOWN in (a.source, a.target, a.kind) for a in applied):
        return None
    fault = first_fault(state, applied)
    return _first_gap(chain) or fault if isinstance(fault, Gap) else fault


def _first_gap(chain: Chain) -> Gap | None:
    """Return the operator for whose place no anchor was found, which is nearer than the end."""
    for operator in reversed(chain.operators):
        if isinstance(operator, Rescale) and operator.anchor == UNKNOWN:
            return Gap(operator.operator.lower(), operator.source, operator.target)
    return None


def place_of_fault(chain: Chain) -> int | None:
    """Return which operator of a chain is the first to be wrong, counted from the outermost.

    Of a gap it is the operator that cannot be applied, or the one that stands for what is missing;
    None where the chain composes or cannot be judged.

    Examples
    --------
    >>> from aivc.validators.grammar.chain import Chain
    >>> from aivc.validators.grammar.operators import State
    >>> measure, niches = Measure("SpotSpatial", "spot"), ReadOut("m", "niche", "time_course")
    >>> place_of_fault(Chain("r", (), "", (niches, measure), State("", "spot")))
    0
    """
    if fault_of(chain) is None:
        return None
    for place, operator in reversed(tuple(enumerate(chain.operators))):
        is_missing = isinstance(operator, Rescale) and operator.anchor == UNKNOWN
        if is_missing or fault_of(replace(chain, operators=chain.operators[place:])) is not None:
            return place
    return None


def fault_in_words(chain: Chain) -> str:
    """Say why a chain does not compose; empty where it does or cannot be judged.

    Examples
    --------
    >>> from aivc.validators.grammar.chain import Chain
    >>> from aivc.validators.grammar.operators import State
    >>> wrong = Chain("X", (), "", (Measure("SingleCellRNA", "spot"),), State("", "spot"))
    >>> fault_in_words(wrong)
    'X: SingleCellRNA is no measurement at the scale spot; it is one at cell'
    """
    fault = fault_of(chain)
    if fault is None:
        return ""
    start, outermost = chain.start, chain.operators[0]
    subject = chain.result
    if isinstance(start, Observation) and isinstance(outermost, ReadOut):
        subject = (
            f"readout {chain.result} is at scale {outermost.scale}, "
            f"{start.what} {start.path} is at scale {start.scale}"
        )
    return f"{subject}: {fault}; {fault.remedy}"


def _applied(operator: Operator, state: str) -> list[Applied]:
    if isinstance(operator, Intervene):
        # Where the card does not say at which scale it acts, that is no fault of the chain.
        acts_at = state if operator.acts_at == UNKNOWN else operator.acts_at
        return [Applied(INTERVENE, acts_at, acts_at)]
    if isinstance(operator, Measure):
        return [Applied(MEASURE, operator.scale, operator.scale, operator.modality)]
    if isinstance(operator, ReadOut):
        return [Applied(READ_OUT, operator.scale, operator.scale, operator.kind)]
    if operator.anchor == UNKNOWN:
        return []
    name = operator_between(operator.source, operator.target) or UNKNOWN
    return [Applied(name, operator.source, operator.target)]
