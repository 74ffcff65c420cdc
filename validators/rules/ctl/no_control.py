"""Rule CTL001: a dataset with treatments has a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import DropCard, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.conditions_read import conditions_were_read
from aivc.validators.rules.ctl.labelled_rows import treated_rows_labelled_as_control
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report a card whose conditions are all treated."""
    # A condition that is neither treated nor a control may be the one; GRM014 says so.
    if any(c.intervention is None or c.control is not None for c in card.conditions):
        return
    treated = contrasts_of(card).treated
    # A vehicle that is written as a treatment is the missing control; CTL002 says so.
    if not treated or not conditions_were_read(facts) or vehicle_interventions(card):
        return
    # So is a control whose condition has an intervention by mistake; CTL018 says so.
    if facts.design is not None and treated_rows_labelled_as_control(card, facts.design):
        return
    declared = [control.control_id for control in card.controls if control.control_id]
    yield Evidence(
        Location("card", pointer="/conditions"),
        observed=f"{len(treated)} treated conditions",
        expected="a condition that is a control",
        count=len(treated),
        total=len(card.conditions),
        examples=tuple(treated),
        values={"control": declared[0] if declared else "vehicle"},
    )


RULE = Rule(
    code="CTL001",
    name="no-control",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A dataset with treatments has a control.",
    message="{count} of {total} conditions are treated and none is a control, so no effect can be measured: {examples}.",
    fix="Find the rows that got the vehicle, the non-targeting guide or nothing, and add a condition for them with `control: {control}`; describe that control under `controls`.",
    why="An effect is a difference from a control. Without one a model learns how cells look, not what a treatment does, and every metric of change is undefined.",
    check=check,
    needs_card=True,
    slots=("Condition.control", "DatasetCard.controls"),
    passing=(
        Example("six treated conditions and one that is the vehicle"),
        Example(
            "no intervention at all, as in an atlas",
            edits=(DropCard("/conditions"), DropCard("/interventions"), DropCard("/controls")),
        ),
    ),
    failing=(
        Example(
            "the only control condition is left out",
            edits=(DropCard("/conditions/6"),),
            expect=(Expect("card:/conditions", 6),),
        ),
        Example(
            "a screen whose cells with non-targeting guides were left out",
            specimen="guides",
            edits=(DropCard("/conditions/5"),),
            expect=(Expect("card:/conditions", 5),),
        ),
    ),
)
