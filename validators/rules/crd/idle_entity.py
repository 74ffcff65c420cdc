"""Rule CRD030: everything that the card describes is used by something in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.entities import identified, references_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


WATCHED = ("Agent", "Intervention", "Control", "Instrument", "Culture")
"""Kinds that mean something only when something else refers to them. Operators have a rule of
their own, and samples, donors and plates are used by rows."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report agents, interventions, controls and so on that nothing refers to, kind by kind."""
    used = {(reference.target_class, reference.identifier) for reference in references_of(card)}
    idle: dict[str, list[tuple[str, str]]] = {}
    for class_name, identifier, view in identified(card):
        if class_name in WATCHED and (class_name, identifier) not in used:
            idle.setdefault(class_name, []).append((identifier, view.pointer))
    for class_name, entries in idle.items():
        yield Evidence(
            Location("card", pointer=entries[0][1]),
            count=len(entries),
            examples=tuple(identifier for identifier, _ in entries),
            values={"class_name": class_name, "times": _times(len(entries))},
        )


def _times(number: int) -> str:
    return f" ({number} such)" if number > 1 else ""


RULE = Rule(
    code="CRD030",
    name="idle-entity",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Everything that the card describes is used by something in it.",
    message="{class_name} is described, and nothing in the card refers to it{times}: {examples}.",
    fix="Refer to it where it was used, or delete it.",
    why="It was probably meant somewhere: an agent that no event applies is often a dose that was forgotten.",
    check=check,
    needs_card=True,
    passing=(Example("every agent is applied"),),
    failing=(
        Example(
            "an agent that was never applied",
            edits=(
                SetCard(
                    "/agents/-", {"agent_id": "water", "agent_type": "Chemical", "label": "water"}
                ),
            ),
            expect=(Expect("card:/agents/3"),),
        ),
        Example(
            "two agents that were never applied",
            edits=(
                SetCard(
                    "/agents/-", {"agent_id": "water", "agent_type": "Chemical", "label": "water"}
                ),
                SetCard(
                    "/agents/-", {"agent_id": "salt", "agent_type": "Chemical", "label": "salt"}
                ),
            ),
            expect=(Expect("card:/agents/3", 2),),
        ),
    ),
)
