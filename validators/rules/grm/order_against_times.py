"""Rule GRM008: the order of a combination is that of its times."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.timeline import Starts, starts_of, timeline_of
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.dosed import hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.applied import Applications


FOLLOWING = frozenset({"sequential", "staggered"})
"""Orders in which one agent comes after the other."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report combinations whose order contradicts the times of their events, by contradiction."""
    applications = applications_of(card)
    wrong: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    combined = 0
    for intervention in card.interventions:
        if intervention.combination is None:
            continue
        combined += 1
        contradiction = _contradiction(intervention, applications)
        if contradiction is not None:
            slot, declared, seen = contradiction
            place = Place(
                f"{intervention.combination.pointer}/{slot}", intervention.intervention_id or ""
            )
            wrong[declared, seen].append(place)
    for (declared, seen), places in wrong.items():
        yield evidence_at(places, observed=declared, expected=seen, total=combined)


def _contradiction(
    intervention: Intervention, applications: Applications
) -> tuple[str, str, str] | None:
    """Return the slot that is contradicted, what it says, and what the times say."""
    combination, starts = intervention.combination, starts_of(intervention)
    if combination is None or starts is None:
        return None
    order = combination.combination_order
    seen = _against_starts(order, starts) or _against_overlap(order, intervention, applications)
    if seen:
        return "combination_order", f"{order}", seen
    numbers = {
        member.agent: member.order_index
        for member in combination.members
        if member.agent is not None and member.order_index is not None
    }
    first, second = starts.out_of_order(numbers)
    if first:
        return "members", f"{first} before {second}", f"{second} starts first"
    if order == "simultaneous" or combination.interval_between is None:
        return None
    seen = starts.against_interval(combination.interval_between)
    return ("interval_between", "another time between the agents", seen) if seen else None


def _against_starts(order: str | None, starts: Starts) -> str:
    if order == "simultaneous" and not starts.are_equal:
        return "the agents start at different times"
    if order in FOLLOWING and starts.are_equal:
        return "the agents start at the same time"
    return ""


def _against_overlap(
    order: str | None, intervention: Intervention, applications: Applications
) -> str:
    times = timeline_of(intervention, applications) if order in FOLLOWING else None
    if times is None:
        return ""
    if order == "sequential" and times.overlap:
        return f"{times.overlap} act at the same time, as nothing ends the first in time"
    if order == "staggered" and times.all_apart:
        return "no two agents ever act at the same time"
    return ""


_NUMBERED = (
    SetCard("/interventions/5/combination/members/0/order_index", 1),
    SetCard("/interventions/5/combination/members/1/order_index", 2),
)

RULE = Rule(
    code="GRM008",
    name="order-against-times",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The order of a combination is that of its times.",
    message="{count} of {total} combinations say {observed}, but {expected} ({examples}).",
    fix="Correct the times, or the order: `simultaneous` starts together, `staggered` starts apart and overlaps, `sequential` ends the first (`duration`, `washout`) before the second. `interval_between` is the time from the start of one agent to that of the next.",
    why="A then B, and A with B, have different effects; a test on unseen orders is decided by this word.",
    check=check,
    needs_card=True,
    slots=(
        "Combination.combination_order",
        "Combination.interval_between",
        "CombinationMember.order_index",
    ),
    passing=(
        Example(
            "one ends as the other begins",
            edits=(
                *_NUMBERED,
                SetCard("/interventions/5/events/0/duration", hours(6)),
                SetCard("/interventions/5/events/1/event_time", {"value": 360, "unit": "min"}),
                SetCard("/interventions/5/combination/combination_order", "sequential"),
                SetCard("/interventions/5/combination/interval_between", hours(6)),
            ),
        ),
    ),
    failing=(
        Example(
            "simultaneous, six hours apart",
            edits=(SetCard("/interventions/5/events/1/event_time", hours(6)),),
            expect=(Expect("card:/interventions/5/combination/combination_order"),),
        ),
        Example(
            "sequential, and the first is never taken away",
            edits=(
                *_NUMBERED,
                SetCard("/interventions/5/events/1/event_time", hours(6)),
                SetCard("/interventions/5/combination/combination_order", "sequential"),
                SetCard("/interventions/5/combination/interval_between", hours(6)),
            ),
            expect=(Expect("card:/interventions/5/combination/combination_order"),),
        ),
        Example(
            "staggered by another time than declared",
            edits=(
                *_NUMBERED,
                SetCard("/interventions/5/events/1/event_time", hours(6)),
                SetCard("/interventions/5/combination/combination_order", "staggered"),
                SetCard("/interventions/5/combination/interval_between", hours(4)),
            ),
            expect=(Expect("card:/interventions/5/combination/interval_between"),),
        ),
    ),
)
