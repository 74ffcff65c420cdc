"""Rule CTL020: a control holds as much vehicle as the treatment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.design.amounts import differ, written
from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Intervention
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report treatments with another share of vehicle than their vehicle control."""
    contrasts = contrasts_of(card)
    interventions = {i.intervention_id: i for i in card.interventions}
    found: defaultdict[tuple[str, str], dict[str, Intervention]] = defaultdict(dict)
    for name, condition in contrasts.treated.items():
        intervention = interventions.get(condition.intervention)
        if intervention is None or intervention.vehicle not in contrasts.links[name]:
            continue
        control = contrasts.controls[intervention.vehicle]
        if differ(intervention.vehicle_fraction, control.vehicle_fraction):
            key = written(intervention.vehicle_fraction), intervention.vehicle
            found[key][name] = intervention
    for (fraction, vehicle), treated in found.items():
        yield Evidence(
            place_of(list(treated.values()), "vehicle_fraction"),
            observed=fraction,
            expected=written(contrasts.controls[vehicle].vehicle_fraction),
            count=len(treated),
            total=len(contrasts.treated),
            examples=tuple(treated),
            values={"vehicle": vehicle},
        )


RULE = Rule(
    code="CTL020",
    name="vehicle-fraction-differs",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A control holds as much vehicle as the treatment.",
    message="{count} of {total} treated conditions ({examples}) hold {observed} of their vehicle, but control `{vehicle}` holds {expected}.",
    fix="Correct `vehicle_fraction` where it is a slip. If the shares do differ, declare a control with {observed} of vehicle and link these conditions to it; if there is none, say so in `data_limitations`.",
    why="DMSO changes expression from a few tenths of a percent on; a higher share in treated wells than in the control looks like an effect of the agent.",
    check=check,
    needs_card=True,
    slots=("Intervention.vehicle_fraction", "Control.vehicle_fraction"),
    references=("doi:10.1038/s41598-019-40660-0",),
    passing=(
        Example(
            "the same share as a plain number",
            edits=(SetCard("/interventions/0/vehicle_fraction", {"value": 0.001, "unit": "1"}),),
        ),
    ),
    failing=(
        Example(
            "ten times as much DMSO in the highest dose",
            edits=(SetCard("/interventions/3/vehicle_fraction", {"value": 1, "unit": "%"}),),
            expect=(Expect("card:/interventions/3/vehicle_fraction"),),
        ),
    ),
)
