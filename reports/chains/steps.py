"""The steps of one chain, in the order in which they are applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aivc.reports.chains.coverage import of_key
from aivc.reports.chains.model import Step
from aivc.validators.engine import printable
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.faults import fault_of, place_of_fault
from aivc.validators.grammar.operators import UNKNOWN, Intervene, Measure, ReadOut, Rescale, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from aivc.reports.chains.coverage import KnownCoverage
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.chain import Chain

MAX_EVENTS = 8
MAX_STEPS = 16
"""More of either say less than fewer."""

LONGEST_FAULT = 1000


@dataclass(frozen=True, slots=True)
class Anchoring:
    """What is known of the anchors that steps rest on.

    Attributes
    ----------
    links
        By the id of the link.
    facts
        For the keys that rows carry.
    differing
        Pointers to coverage in the card that was found to be another.
    """

    links: Mapping[str, KnownCoverage]
    facts: Facts
    differing: Collection[str]


def steps_of(chains: Sequence[Chain], anchoring: Anchoring, n_alike: int = 1) -> tuple[Step, ...]:
    """Return the steps of chains that differ in nothing but the family of conditions.

    An operator that is missing has a step where it belongs.

    Parameters
    ----------
    chains
        At least one.
    anchoring
        What is known of anchors.
    n_alike
        Images that it is so for, where it is one of images.
    """
    return _shortened(tuple(_steps(chains, anchoring, n_alike)))


def and_more(name: str, n_alike: int) -> str:
    """Name one of several.

    Examples
    --------
    >>> and_more("images/he_1", 4), and_more("X", 1)
    ('images/he_1 and 3 more', 'X')
    """
    return f"{printable(name)} and {n_alike - 1:,} more" if n_alike > 1 else printable(name)


def events_in_short(events: Sequence[str]) -> tuple[str, ...]:
    """Return the first events, and how many more there are."""
    shown = tuple(printable(event) for event in events[:MAX_EVENTS])
    n_more = len(events) - len(shown)
    return (*shown, f"and {n_more:,} more") if n_more else shown


def _shortened(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Leave steps in the middle out where there are too many, never one that is wrong."""
    if len(steps) <= MAX_STEPS:
        return steps
    half = MAX_STEPS // 2
    middle = steps[half:-half]
    wrong = tuple(step for step in middle if step.fault)
    left_out = Step("left_out", f"{len(middle) - len(wrong):,} more operators")
    return (*steps[:half], left_out, *wrong, *steps[-half:])


def _steps(chains: Sequence[Chain], anchoring: Anchoring, n_alike: int) -> Iterator[Step]:
    chain = chains[0]
    yield _start(chains, n_alike)
    fault, wrong = fault_of(chain), place_of_fault(chain)
    words = printable(f"{fault}; {fault.remedy}", LONGEST_FAULT) if fault is not None else ""
    for place, operator in reversed(tuple(enumerate(chain.operators))):
        if isinstance(operator, Intervene):
            step = _intervene(chains, operator)
        else:
            step = _step(operator, anchoring)
        if place != wrong:
            yield step
        elif isinstance(operator, Rescale) and operator.anchor == UNKNOWN:
            yield Step("missing", step.kind, step.source, step.target, fault=words)
        elif isinstance(fault, Gap):
            yield Step("missing", fault.operator, fault.source, fault.target, fault=words)
            yield step
        else:
            yield replace(step, fault=words)


def _start(chains: Sequence[Chain], n_alike: int) -> Step:
    start, scale = chains[0].start, _scale(chains[0].start.scale)
    if isinstance(start, State):
        contexts = {one.start.context for one in chains if isinstance(one.start, State)}
        return Step("state", printable(start.context if len(contexts) == 1 else ""), target=scale)
    return Step("observation", and_more(start.path, n_alike), target=scale, details=(start.what,))


def _intervene(chains: Sequence[Chain], first: Intervene) -> Step:
    if len(chains) == 1:
        details = events_in_short(first.events)
    else:
        details = (f"one of {len(chains):,} families of conditions",)
    operators = (operator for chain in chains for operator in chain.operators)
    scales = {_scale(one.acts_at) for one in operators if isinstance(one, Intervene)} - {""}
    # Controls do not say at which scale nothing was done.
    acts_at = scales.pop() if len(scales) == 1 else ""
    return Step("intervene", "", acts_at, acts_at, details)


def _step(operator: Measure | ReadOut | Rescale, anchoring: Anchoring) -> Step:
    if isinstance(operator, Rescale):
        return _rescale(operator, anchoring)
    scale = _scale(operator.scale)
    if isinstance(operator, Measure):
        return Step("measure", printable(operator.modality), scale, scale)
    return Step("readout", printable(operator.method), scale, scale)


def _rescale(operator: Rescale, anchoring: Anchoring) -> Step:
    known = anchoring.links.get(operator.anchor) or of_key(operator, anchoring.facts)
    declared, counted = known.declared, known.counted
    if known.source_scale not in {"", operator.source}:
        declared, counted = declared and declared.turned(), counted and counted.turned()
    return Step(
        operator.operator.lower(),
        printable(operator.anchor),
        _scale(operator.source),
        _scale(operator.target),
        (printable(known.remark),) if known.remark else (),
        declared,
        counted,
        bool(known.pointer) and known.pointer in anchoring.differing,
    )


def _scale(scale: str) -> str:
    return "" if scale == UNKNOWN else scale
