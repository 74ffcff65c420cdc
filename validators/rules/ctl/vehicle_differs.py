"""Rule CTL010: a treatment is compared with the vehicle that carried it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

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
    """Report treatments whose vehicle is none of the controls that they are linked to."""
    contrasts = contrasts_of(card)
    interventions = {i.intervention_id: i for i in card.interventions}
    found: defaultdict[tuple[str, tuple[str, ...]], dict[str, Intervention]] = defaultdict(dict)
    for name, condition in contrasts.treated.items():
        intervention = interventions.get(condition.intervention)
        if intervention is None or intervention.vehicle not in contrasts.controls:
            continue
        linked = contrasts.references(name)
        if linked and intervention.vehicle not in contrasts.links[name]:
            others = tuple(control.control_id or "" for control in linked)
            found[intervention.vehicle or "", others][name] = intervention
    for (vehicle, others), treated in found.items():
        yield Evidence(
            place_of(list(treated.values()), "vehicle"),
            observed=f"vehicle `{vehicle}`, compared with {', '.join(f'`{o}`' for o in others)}",
            expected=f"compared with `{vehicle}`",
            count=len(treated),
            total=len(contrasts.treated),
            examples=tuple(treated),
            values={"vehicle": vehicle},
        )


_WATER = {
    "control_id": "water",
    "control_kind": "vehicle",
    "control_agent": "DMSO",
    "control_for": ["dex_low"],
    "matched_on": ["donor", "plate"],
}

RULE = Rule(
    code="CTL010",
    name="vehicle-differs",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A treatment is compared with the vehicle that carried it.",
    message="{count} of {total} treated conditions ({examples}) have {observed}; expected: {expected}.",
    fix="If the vehicle is right, add these conditions to `control_for` of `{vehicle}` and take them out of the other control. If not, correct `vehicle` of the intervention.",
    why="Vehicles have effects of their own. Against another vehicle, the difference between the two liquids counts as an effect of the agent.",
    check=check,
    needs_card=True,
    slots=("Intervention.vehicle", "Control.control_for"),
    passing=(
        Example(
            "two vehicles, and each treatment is linked to its own",
            edits=(
                SetCard("/controls/-", _WATER),
                SetCard("/conditions/-", {"condition_id": "plain_water", "control": "water"}),
                SetCard("/interventions/0/vehicle", "water"),
            ),
        ),
    ),
    failing=(
        Example(
            "a drug in water is compared with DMSO",
            edits=(
                SetCard("/controls/-", {**_WATER, "control_for": ["pano_low"]}),
                SetCard("/conditions/-", {"condition_id": "plain_water", "control": "water"}),
                SetCard("/controls/0/is_for_all_treated", value=False),
                SetCard(
                    "/controls/0/control_for",
                    ["dex_low", "dex_high", "pano_high", "pano_pulses", "dex_pano"],
                ),
                SetCard("/interventions/0/vehicle", "water"),
                SetCard("/interventions/2/vehicle", "water"),
            ),
            expect=(Expect("card:/interventions/0/vehicle"),),
        ),
    ),
)
