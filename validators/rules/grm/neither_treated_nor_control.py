"""Rule GRM014: a condition is treated or a control, and not its own control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.applied import Applications

NOTHING_WAS_DONE = frozenset({"untreated", "empty", "carrier", "reference_channel"})
"""Kinds of control to which nothing can have been done."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report conditions without intervention and control, and those that control themselves.

    A control with an intervention is right where that is its background: DMSO on stimulated cells
    is the vehicle control of a drug on stimulated cells.
    """
    applications = applications_of(card)
    neither = [
        Place(condition.pointer, condition.condition_id or "")
        for condition in card.conditions
        if condition.intervention is None and condition.control is None
    ]
    both = [
        Place(f"{condition.pointer}/control", condition.condition_id or "")
        for condition in card.conditions
        if condition.intervention is not None
        and condition.control is not None
        and _controls_itself(condition, applications)
    ]
    if neither:
        yield evidence_at(
            neither,
            observed="name neither an intervention nor a control",
            total=len(card.conditions),
        )
    if both:
        yield evidence_at(
            both, observed="are treated and their own control", total=len(card.conditions)
        )


def _controls_itself(condition: Condition, applications: Applications) -> bool:
    control = applications.controls.get(condition.control or "")
    intervention = applications.interventions.get(condition.intervention or "")
    if control is None or intervention is None or not applications.perturbing(intervention):
        return False
    return control.control_kind in NOTHING_WAS_DONE or control.control_id == intervention.vehicle


RULE = Rule(
    code="GRM014",
    name="neither-treated-nor-control",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A condition is treated or a control, and not its own control.",
    message="{count} of {total} conditions {observed} ({examples}).",
    fix="Name what was done in `intervention`, or which control it is in `control`. Both only where the intervention is what treated and control cells share, such as a stimulation.",
    why="Without either the rows are in no comparison; with both they are the effect and the baseline at once.",
    check=check,
    needs_card=True,
    slots=("Condition.intervention", "Condition.control"),
    passing=(
        Example(
            "DMSO on cells that all get dexamethasone",
            edits=(
                SetCard("/conditions/6/intervention", "give_dex_low"),
                DropCard("/interventions/0/vehicle_fraction"),
                DropCard("/interventions/0/vehicle"),
            ),
        ),
    ),
    failing=(
        Example(
            "a condition of which nobody says what was done",
            edits=(DropCard("/conditions/0/intervention"),),
            expect=(Expect("card:/conditions/0"),),
        ),
        Example(
            "a treated condition that is its own vehicle control",
            edits=(SetCard("/conditions/0/control", "vehicle"),),
            expect=(Expect("card:/conditions/0/control"),),
        ),
    ),
)
