"""Rule CTL019: a control that treatments are compared with is some condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of, is_reference
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.conditions_read import conditions_were_read
from aivc.validators.rules.ctl.places import place_of
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report controls that treatments depend on and no condition is."""
    contrasts = contrasts_of(card)
    # Without any control condition CTL001 speaks; a vehicle written as a treatment is CTL002's.
    if not contrasts.realised or not conditions_were_read(facts) or vehicle_interventions(card):
        return
    depended_on = {intervention.vehicle for intervention in card.interventions}
    for name, links in contrasts.links.items():
        if not contrasts.references(name):
            depended_on.update(links)
    # Others that no condition is are idle, which CRD030 says.
    without = [
        control
        for name, control in contrasts.controls.items()
        if name in depended_on
        and name not in contrasts.realised
        and is_reference(control)
        and (control.is_for_all_treated or control.control_for)
    ]
    if without:
        yield Evidence(
            place_of(without),
            observed="no condition",
            expected="a condition with this `control`",
            count=len(without),
            total=len(card.controls),
            examples=tuple(control.control_id or "" for control in without),
        )


RULE = Rule(
    code="CTL019",
    name="control-without-condition",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A control that treatments are compared with is some condition.",
    message="Treatments are compared with {count} of {total} controls ({examples}) that no condition is, so no row of the file belongs to them.",
    fix="Add a condition with `control: {examples}` and say in `matches` which rows it has, or delete the control.",
    why="A control that no row belongs to is a promise: what is to be compared with it cannot be.",
    check=check,
    needs_card=True,
    slots=("Condition.control", "Control.control_id"),
    passing=(
        Example(
            "empty wells without a condition; nothing is compared with them",
            edits=(SetCard("/controls/-", {"control_id": "blank", "control_kind": "empty"}),),
        ),
    ),
    failing=(
        Example(
            "a drug in water, and no condition is water alone",
            edits=(
                SetCard("/interventions/0/vehicle", "water"),
                SetCard(
                    "/controls/-",
                    {
                        "control_id": "water",
                        "control_kind": "vehicle",
                        "control_agent": "DMSO",
                        "control_for": ["dex_low"],
                        "matched_on": ["donor"],
                    },
                ),
            ),
            expect=(Expect("card:/controls/1"),),
        ),
    ),
)
