"""Rule CTL009: a control is harvested when the treated cells are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.amounts import hours
from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.places import place_of
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.design.contrasts import Contrasts
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treated conditions all of whose controls were harvested at another time."""
    contrasts = contrasts_of(card)
    time_is_counted = facts.design is not None and "time" in facts.design.roles
    times = {c.condition_id or "": hours(c.harvest_time) for c in card.conditions}
    # A vehicle that is written as a treatment (CTL002) is the control that seems to be missing.
    vehicle_times = {times[name] for name in vehicle_interventions(card)}
    found: list[Condition] = []
    control_times: set[float] = set()
    for name, condition in contrasts.treated.items():
        own, theirs = (
            times[name],
            _times_of_controls(contrasts, name, times, time_is_counted=time_is_counted),
        )
        if own is not None and theirs and own not in theirs | vehicle_times:
            found.append(condition)
            control_times |= theirs
    if found:
        listed = ", ".join(f"{time:g} h" for time in sorted(control_times)[:5])
        yield Evidence(
            place_of(found, "harvest_time"),
            observed=f"controls at {listed}",
            expected="a control at the same time",
            count=len(found),
            total=len(contrasts.treated),
            examples=tuple(
                f"{c.condition_id} at {times[c.condition_id or '']:g} h" for c in found[:5]
            ),
        )


def _times_of_controls(
    contrasts: Contrasts, name: str, times: dict[str, float | None], *, time_is_counted: bool
) -> set[float]:
    """Return the times of the controls of a condition; empty where they cannot be judged here.

    A baseline is earlier by nature. Where the file has a column of times, matching on it is
    judged from the rows (CTL004).
    """
    theirs: set[float] = set()
    for control in contrasts.references(name):
        if control.control_kind == "baseline" or (time_is_counted and "time" in control.matched_on):
            return set()
        known = [times.get(c) for c in contrasts.realised[control.control_id or ""]]
        if None in known:
            return set()
        theirs.update(time for time in known if time is not None)
    return theirs


RULE = Rule(
    code="CTL009",
    name="control-at-other-time",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A control is harvested when the treated cells are.",
    message="{count} of {total} treated conditions have no control of their own time ({observed}): {examples}.",
    fix="If controls of these times exist, give each time its own control condition with its `harvest_time` and put `time` into `matched_on`. If they were not made, say so in `data_limitations`; if the control is the state before treatment, its `control_kind` is baseline.",
    why="Cells change in culture without any drug. Against a control of another time, growth, cell cycle and starvation are part of the effect.",
    check=check,
    needs_card=True,
    slots=("Condition.harvest_time", "Control.matched_on"),
    passing=(
        Example(
            "a day and 24 hours are the same time",
            edits=(SetCard("/conditions/6/harvest_time", {"value": 1, "unit": "d"}),),
        ),
        Example(
            "the control is the state before treatment",
            edits=(
                SetCard("/controls/0/control_kind", "baseline"),
                SetCard("/conditions/6/harvest_time", {"value": 0, "unit": "h"}),
            ),
        ),
    ),
    failing=(
        Example(
            "two treatments are harvested after the vehicle was",
            edits=(
                SetCard("/conditions/0/harvest_time", {"value": 48, "unit": "h"}),
                SetCard("/conditions/1/harvest_time", {"value": 2, "unit": "d"}),
            ),
            expect=(Expect("card:/conditions/0/harvest_time", 2),),
        ),
    ),
)
