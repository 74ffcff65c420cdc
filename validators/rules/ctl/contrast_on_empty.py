"""Rule CTL006: nothing is compared with a control that holds no cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import NOT_BIOLOGICAL
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report technical controls that are used as a reference of effects, by kind."""
    for kind in sorted(NOT_BIOLOGICAL):
        used = [
            control
            for control in card.controls
            if control.control_kind == kind and (control.is_for_all_treated or control.control_for)
        ]
        if used:
            slot = "is_for_all_treated" if used[0].is_for_all_treated else "control_for"
            yield Evidence(
                place_of(used, slot),
                observed=kind,
                expected="a control with untreated cells",
                count=len(used),
                total=len(card.controls),
                examples=tuple(control.control_id or "" for control in used),
            )


RULE = Rule(
    code="CTL006",
    name="contrast-on-empty",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Nothing is compared with a control that holds no cells.",
    message="Control {examples} is of kind `{observed}`, which is no biological control, yet treated conditions are compared with it.",
    fix="Delete `is_for_all_treated` and `control_for` of this control, and link the treated conditions to the vehicle, the untreated cells or the non-targeting guide.",
    why="An empty well or a carrier channel measures background or another mixture of cells; a difference from it is not the effect of a treatment.",
    check=check,
    needs_card=True,
    slots=("Control.control_kind", "Control.control_for", "Control.is_for_all_treated"),
    passing=(
        Example(
            "empty wells are declared and nothing is compared with them",
            edits=(SetCard("/controls/-", {"control_id": "blank", "control_kind": "empty"}),),
        ),
    ),
    failing=(
        Example(
            "empty wells are the control of all treatments",
            edits=(
                SetCard(
                    "/controls/-",
                    {"control_id": "blank", "control_kind": "empty", "is_for_all_treated": True},
                ),
            ),
            expect=(Expect("card:/controls/1/is_for_all_treated"),),
        ),
    ),
)
