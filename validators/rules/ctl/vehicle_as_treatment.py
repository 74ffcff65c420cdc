"""Rule CTL002: a vehicle is a control, not a treatment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report treated conditions that got nothing but a vehicle, by vehicle."""
    by_vehicle: defaultdict[str, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    for condition, (intervention, vehicle) in vehicle_interventions(card).items():
        by_vehicle[vehicle].append(condition)
        first.setdefault(vehicle, intervention.pointer)
    for vehicle, conditions in by_vehicle.items():
        yield Evidence(
            Location("card", pointer=first[vehicle]),
            observed=vehicle,
            expected="an agent other than a vehicle",
            count=len(conditions),
            total=len(card.conditions),
            examples=tuple(conditions),
        )


_DMSO = {
    "intervention_id": "give_dmso",
    "acts_at": "cell",
    "time_zero": "first_dose",
    "events": [
        {
            "event_type": "administer",
            "event_time": {"value": 0, "unit": "h"},
            "agent": "DMSO",
            "amount": {"value": 0.1, "unit": "%"},
            "dose_kind": "volume_fraction",
            "exposure_mode": "bath_concentration",
        }
    ],
}

RULE = Rule(
    code="CTL002",
    name="vehicle-as-treatment",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A vehicle is a control, not a treatment.",
    message="{count} of {total} conditions ({examples}) count as treated, but all they got is {observed}, which is a vehicle.",
    fix="Replace `intervention` of these conditions by `control: vehicle`, and declare under `controls` a control with `control_kind: vehicle` and the agent as `control_agent`. If the effect of {observed} itself is studied, name these conditions in `control_for` of the control that they are compared with.",
    why="A vehicle that is listed as a drug is held out, predicted and scored as a drug, and the drugs lose the reference that their effects are measured from.",
    check=check,
    needs_card=True,
    slots=("Condition.intervention", "Condition.control", "Control.control_agent"),
    passing=(
        Example("DMSO is an agent of the card and the agent of a control"),
        Example(
            "the effect of DMSO is studied on purpose, against untreated cells",
            edits=(
                SetCard("/interventions/-", _DMSO),
                SetCard("/conditions/6", {"condition_id": "dmso", "intervention": "give_dmso"}),
                SetCard(
                    "/controls/-",
                    {
                        "control_id": "untreated",
                        "control_kind": "untreated",
                        "control_for": ["dmso"],
                        "matched_on": ["donor"],
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "DMSO is applied by an intervention like the drugs",
            edits=(
                SetCard("/interventions/-", _DMSO),
                SetCard("/conditions/6/intervention", "give_dmso"),
                DropCard("/conditions/6/control"),
            ),
            expect=(Expect("card:/interventions/6"),),
        ),
    ),
)
