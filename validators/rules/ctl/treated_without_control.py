"""Rule CTL003: every treated condition has a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import is_reference
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
    """Report treated conditions that no control is declared for."""
    found = uncovered_conditions(card, facts)
    if not found:
        return
    negative = [c.control_id for c in card.controls if c.control_id and is_reference(c)]
    yield Evidence(
        place_of(list(found.values())),
        observed="no control",
        expected="at least one control",
        count=len(found),
        total=sum(condition.intervention is not None for condition in card.conditions),
        examples=tuple(found),
        values={"control": negative[0] if negative else "vehicle"},
    )


RULE = Rule(
    code="CTL003",
    name="treated-without-control",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every treated condition has a control.",
    message="No control is declared for {count} of {total} treated conditions: {examples}.",
    fix="Under `controls`, add these conditions to `control_for` of the control that they are compared with, or write `is_for_all_treated: true` if control `{control}` is the control of every treatment.",
    why="Software that has to guess the control takes the commonest label, or all controls of the file; effects then hold differences between vehicles, lines or days.",
    check=check,
    needs_card=True,
    slots=("Control.control_for", "Control.is_for_all_treated"),
    references=("doi:10.1038/s41587-025-02777-8",),
    passing=(
        Example("the vehicle is the control of every treated condition"),
        Example(
            "the vehicle names each treated condition",
            edits=(
                SetCard("/controls/0/is_for_all_treated", value=False),
                SetCard(
                    "/controls/0/control_for",
                    ["dex_low", "dex_high", "pano_low", "pano_high", "pano_pulses", "dex_pano"],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "the vehicle names one of two drugs only",
            edits=(
                SetCard("/controls/0/is_for_all_treated", value=False),
                SetCard("/controls/0/control_for", ["dex_low", "dex_high", "dex_pano"]),
            ),
            expect=(Expect("card:/conditions/2", 3),),
        ),
        Example(
            "the vehicle is linked to nothing",
            edits=(SetCard("/controls/0/is_for_all_treated", value=False),),
            expect=(Expect("card:/conditions/0", 6),),
        ),
    ),
)
