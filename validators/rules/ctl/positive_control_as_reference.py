"""Rule CTL017: effects are not measured from a positive control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import POSITIVE
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report positive controls that all treatments are compared with."""
    used = [c for c in card.controls if c.control_kind == POSITIVE and c.is_for_all_treated]
    if used:
        yield Evidence(
            place_of(used, "is_for_all_treated"),
            observed=POSITIVE,
            expected="a negative control",
            count=len(used),
            total=len(card.controls),
            examples=tuple(control.control_id or "" for control in used),
        )


RULE = Rule(
    code="CTL017",
    name="positive-control-as-reference",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Effects are not measured from a positive control.",
    message="Positive control {examples} is declared as the control of every treated condition, although it has an effect of its own.",
    fix="Delete `is_for_all_treated` of this control and set it on the negative control: vehicle, untreated cells or non-targeting guide.",
    why="A positive control shows that the assay works. Measured from it, a treatment without effect seems to have a strong one.",
    check=check,
    needs_card=True,
    slots=("Control.control_kind", "Control.is_for_all_treated"),
    passing=(
        Example(
            "a positive control that says which condition it confirms",
            edits=(
                SetCard(
                    "/controls/-",
                    {
                        "control_id": "known",
                        "control_kind": "positive",
                        "control_for": ["pano_low"],
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a positive control for all treatments",
            edits=(
                SetCard(
                    "/controls/-",
                    {"control_id": "known", "control_kind": "positive", "is_for_all_treated": True},
                ),
            ),
            expect=(Expect("card:/controls/1/is_for_all_treated"),),
        ),
    ),
)
