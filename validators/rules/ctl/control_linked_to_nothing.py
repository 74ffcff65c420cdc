"""Rule CTL012: a control says what it is a control for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of, is_reference
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.coverage_by_controls import uncovered_conditions
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report controls that are linked to no condition, where all treatments have another one."""
    contrasts = contrasts_of(card)
    # Where treatments lack a control, CTL003 says so, and this control may be the missing one.
    if not contrasts.treated or uncovered_conditions(card, facts):
        return
    idle = [
        control
        for name, control in contrasts.controls.items()
        if is_reference(control)
        and name in contrasts.realised
        and not control.is_for_all_treated
        and not control.control_for
    ]
    if idle:
        yield Evidence(
            place_of(idle),
            observed="neither control_for nor is_for_all_treated",
            expected="one of them",
            count=len(idle),
            total=len(card.controls),
            examples=tuple(control.control_id or "" for control in idle),
        )


_UNTREATED = {
    "control_id": "untreated",
    "control_kind": "untreated",
    "matched_on": ["donor"],
}

RULE = Rule(
    code="CTL012",
    name="control-linked-to-nothing",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A control says what it is a control for.",
    message="{count} of {total} controls ({examples}) have conditions, but do not say what they are a control for.",
    fix="Name the conditions that are compared with it in `control_for`, or write `is_for_all_treated: true`.",
    why="Rows of a control that nothing is compared with are not used, or are pooled with the controls that are, although they differ from them.",
    check=check,
    needs_card=True,
    slots=("Control.control_for", "Control.is_for_all_treated"),
    passing=(
        Example(
            "untreated cells are the control of the vehicle",
            edits=(
                SetCard("/controls/-", {**_UNTREATED, "control_for": ["dmso"]}),
                SetCard("/conditions/-", {"condition_id": "nothing", "control": "untreated"}),
            ),
        ),
    ),
    failing=(
        Example(
            "untreated cells are a control for nothing",
            edits=(
                SetCard("/controls/-", _UNTREATED),
                SetCard("/conditions/-", {"condition_id": "nothing", "control": "untreated"}),
            ),
            expect=(Expect("card:/controls/1"),),
        ),
    ),
)
