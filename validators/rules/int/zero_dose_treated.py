"""Rule INT004: a treated condition was given something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of, doses_among, is_zero
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report treated conditions whose intervention gives every agent at zero only.

    A pair with one agent at zero is left alone: the edge of a dose matrix is written like that.
    """
    applications = applications_of(card)
    empty = {
        name
        for name, intervention in applications.interventions.items()
        if (doses := doses_among(intervention.events))
        and all(is_zero(dose) for dose in doses)
        # A vehicle that is written as a treatment is CTL002's.
        and not applications.inert.issuperset(applications.applied(intervention))
    }
    treated = [c for c in card.conditions if c.intervention and c.control is None]
    places = [
        Place(f"{condition.pointer}/intervention", condition.condition_id or "")
        for condition in treated
        if condition.intervention in empty
    ]
    if places:
        yield evidence_at(places, total=len(treated))


RULE = Rule(
    code="INT004",
    name="zero-dose-treated",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A treated condition was given something.",
    message="{count} of {total} treated conditions give every agent at dose zero ({examples}), so they are controls that are counted as treated.",
    fix="Replace `intervention` of these conditions by `control`, and name the control that they are, such as the vehicle.",
    why="A control among the treated makes an effect look smaller, and its twin among the controls lets a model look up the answer.",
    check=check,
    needs_card=True,
    slots=("Condition.intervention", "DosingEvent.amount"),
    passing=(
        Example(
            "one agent of a pair at zero, as at the edge of a dose matrix",
            edits=(SetCard("/interventions/5/events/1/amount/value", 0),),
        ),
        Example(
            "an agent that is taken down to zero later",
            edits=(
                SetCard(
                    "/interventions/0/events/-",
                    {
                        "event_type": "set_concentration",
                        "event_time": {"value": 24, "unit": "h"},
                        "agent": "dexamethasone",
                        "amount": {"value": 0, "unit": "umol/L"},
                        "dose_kind": "molar_concentration",
                        "exposure_mode": "bath_concentration",
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a drug at zero",
            edits=(SetCard("/interventions/0/events/0/amount/value", 0),),
            expect=(Expect("card:/conditions/0/intervention"),),
        ),
    ),
)
