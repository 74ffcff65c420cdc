"""Rule CTL011: a control is not the control of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report controls that list their own conditions."""
    control_of = {c.condition_id: c.control for c in card.conditions if c.control is not None}
    for control in card.controls:
        own = [
            name
            for name in dict.fromkeys(control.control_for)
            if name in control_of and control_of[name] == control.control_id
        ]
        if own:
            yield Evidence(
                place_of([control], f"control_for/{control.control_for.index(own[0])}"),
                observed=control.control_id or "",
                expected="treated conditions, or another control",
                count=len(own),
                total=len(control.control_for),
                examples=tuple(own),
            )


RULE = Rule(
    code="CTL011",
    name="control-for-itself",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A control is not the control of itself.",
    message="Control `{observed}` lists {count} of its own conditions in `control_for` ({examples}), so they would be compared with themselves.",
    fix="Delete {examples} from `control_for` of `{observed}`; name treated conditions there.",
    why="A condition that is compared with itself has no effect by construction; scored as a treatment it is a free point for any model that predicts no change.",
    check=check,
    needs_card=True,
    slots=("Control.control_for",),
    passing=(
        Example(
            "untreated cells are the control of the vehicle, which is another control",
            edits=(
                SetCard(
                    "/controls/-",
                    {
                        "control_id": "untreated",
                        "control_kind": "untreated",
                        "control_for": ["dmso"],
                        "matched_on": ["donor"],
                    },
                ),
                SetCard("/conditions/-", {"condition_id": "nothing", "control": "untreated"}),
            ),
        ),
    ),
    failing=(
        Example(
            "the vehicle lists the vehicle",
            edits=(SetCard("/controls/0/control_for", ["dex_low", "dmso"]),),
            expect=(Expect("card:/controls/0/control_for/1"),),
        ),
    ),
)
