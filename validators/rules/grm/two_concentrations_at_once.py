"""Rule GRM006: an agent has one concentration at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_in_words
from aivc.validators.grammar.schedule import expand, read_steps
from aivc.validators.rule import Rule
from aivc.validators.rules.grm.dosed import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.quantities import Hours
    from aivc.validators.grammar.schedule import Dose


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents whose concentration is set twice at one time."""
    places = []
    for intervention in card.interventions:
        second = _second_setting(intervention)
        if second is not None:
            name = f"{second.agent} at {hours_in_words(second.start)} in {intervention.intervention_id}"
            places.append(Place(second.event.pointer, name))
    if places:
        yield evidence_at(places, total=len(card.interventions))


def _second_setting(intervention: Intervention) -> Dose | None:
    setting = [e for e in intervention.events if e.event_type == "set_concentration"]
    steps = read_steps(setting) if len(setting) > 1 else None
    seen: set[tuple[str, Hours]] = set()
    for dose in (expand(steps) if steps is not None else None) or ():
        if (dose.agent, dose.start) in seen:
            return dose
        seen.add((dose.agent, dose.start))
    return None


RULE = Rule(
    code="GRM006",
    name="two-concentrations-at-once",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An agent has one concentration at a time.",
    message="{count} of {total} schedules set the concentration of one agent twice at the same time ({examples}).",
    fix="Delete the one that is wrong. To add to what is there, write `administer`, which adds; `set_concentration` replaces.",
    why="One of two concentrations is wrong, and which one a reader takes depends on the order in which it reads.",
    check=check,
    needs_card=True,
    slots=("DosingEvent.event_type", "DosingEvent.amount"),
    references=("PEtab v2: conditions that are applied at one time set different things",),
    passing=(
        Example(
            "two agents set at one time, and one of them again later",
            edits=(
                SetCard(
                    "/interventions/5/events",
                    [
                        event("set_concentration", 0),
                        event("set_concentration", 0, "dexamethasone"),
                        event("set_concentration", 1),
                    ],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "one agent set twice, in hours and in minutes",
            edits=(
                SetCard(
                    "/interventions/3/events",
                    [
                        event("set_concentration", 0),
                        event("set_concentration", 1),
                        event("set_concentration", 0, event_time={"value": 60, "unit": "min"}),
                    ],
                ),
            ),
            expect=(Expect("card:/interventions/3/events/2"),),
        ),
    ),
)
