"""Rule GRM012: durations and intervals are longer than nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_of, in_words
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.dosed import hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Quantity
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report durations and intervals of zero or less, by slot."""
    wrong: defaultdict[str, list[Place]] = defaultdict(list)
    totals: defaultdict[str, int] = defaultdict(int)
    for name, slot, time in _times(card):
        totals[slot] += 1
        length = hours_of(time)
        if length is not None and length <= 0:
            wrong[slot].append(Place(time.pointer, f"{in_words(time)} in {name}"))
    for slot, places in wrong.items():
        yield evidence_at(places, observed=slot, total=totals[slot])


def _times(card: DatasetCard) -> Iterator[tuple[str, str, Quantity]]:
    for intervention in card.interventions:
        name = intervention.intervention_id or ""
        for event in intervention.events:
            if event.duration is not None:
                yield name, "duration", event.duration
            if event.interval is not None:
                yield name, "interval", event.interval
        combination = intervention.combination
        if combination is not None and combination.interval_between is not None:
            yield name, "interval_between", combination.interval_between


RULE = Rule(
    code="GRM012",
    name="time-that-does-not-pass",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Durations and intervals are longer than nothing.",
    message="{count} of {total} values of `{observed}` are zero or negative ({examples}).",
    fix="Write how long it took. Leave `duration` out where an agent stays until it is taken away, and `interval` where a dose is not repeated.",
    why="A schedule spelt out with it puts all doses on one time, or the last before the first.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.duration", "DosingEvent.interval", "Combination.interval_between"),
    passing=(
        Example(
            "a pulse of ten seconds",
            edits=(SetCard("/interventions/0/events/0/duration", {"value": 10, "unit": "s"}),),
        ),
    ),
    failing=(
        Example(
            "an interval of zero",
            edits=(SetCard("/interventions/4/events/0/interval", hours(0)),),
            expect=(Expect("card:/interventions/4/events/0/interval"),),
        ),
        Example(
            "two negative durations",
            edits=(
                SetCard("/interventions/0/events/0/duration", hours(-24)),
                SetCard("/interventions/1/events/0/duration", hours(-24)),
            ),
            expect=(Expect("card:/interventions/0/events/0/duration", 2),),
        ),
    ),
)
