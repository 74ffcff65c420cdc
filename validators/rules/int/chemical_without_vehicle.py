"""Rule INT005: a small molecule in the medium has a vehicle control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.agent_classes import is_chemical
from aivc.validators.grammar.applied import (
    applications_of,
    conditions_by_intervention,
    doses_among,
)
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Condition, DatasetCard, Intervention
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence
    from aivc.validators.grammar.applied import Applications


WITHOUT_LIQUID = frozenset({"untreated", "baseline", "wild_type"})
"""Kinds of control that hold nothing of what a compound is dissolved in."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report interventions with a small molecule in the medium that meet no vehicle control.

    Conditions without any control, and those whose control cannot be one for a compound, have
    rules of their own.
    """
    applications, contrasts = applications_of(card), contrasts_of(card)
    conditions = conditions_by_intervention(card)
    in_medium = [i for i in card.interventions if _has_chemical_in_medium(i, applications)]
    places = [
        Place(intervention.pointer, intervention.intervention_id or "")
        for intervention in in_medium
        if intervention.vehicle is None
        and any(
            _meets_no_vehicle(condition, contrasts)
            for condition in conditions.get(intervention.intervention_id or "", ())
        )
    ]
    if places:
        yield evidence_at(places, total=len(in_medium))


def _meets_no_vehicle(condition: Condition, contrasts: Contrasts) -> bool:
    name = condition.condition_id or ""
    if name not in contrasts.treated:
        return False
    kinds = {control.control_kind for control in contrasts.references(name)}
    return bool(kinds & WITHOUT_LIQUID) and "vehicle" not in kinds


def _has_chemical_in_medium(intervention: Intervention, applications: Applications) -> bool:
    return any(
        event.exposure_mode == "bath_concentration"
        and event.agent not in applications.inert
        and is_chemical(applications.agents.get(event.agent or ""))
        for event in doses_among(intervention.events)
    )


RULE = Rule(
    code="INT005",
    name="chemical-without-vehicle",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A small molecule in the medium is compared with its vehicle.",
    message="{count} of {total} interventions with a small molecule in the medium are compared with untreated cells and name no vehicle ({examples}).",
    fix="Add the liquid that the compounds were dissolved in as a control (`control_kind: vehicle`, `control_agent`), and name it in `vehicle` of these interventions; for a compound dissolved in water or medium, that is the vehicle.",
    why="DMSO alone changes expression; against untreated cells its effect is read as that of the drug.",
    check=check,
    needs_card=True,
    slots=("Intervention.vehicle", "Control.control_kind"),
    passing=(
        Example(
            "the control is the vehicle, and the intervention need not repeat it",
            edits=(
                DropCard("/interventions/0/vehicle_fraction"),
                DropCard("/interventions/0/vehicle"),
            ),
        ),
        Example("a cytokine needs none", specimen="cite"),
    ),
    failing=(
        Example(
            "drugs against untreated cells",
            edits=(
                SetCard("/controls/0/control_kind", "untreated"),
                DropCard("/interventions/0/vehicle_fraction"),
                DropCard("/interventions/0/vehicle"),
            ),
            expect=(Expect("card:/interventions/0"),),
        ),
    ),
)
