"""Rule CTL005: what a control is matched on is in the file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report roles that controls are matched on and no column plays."""
    design = facts.design
    if design is None:
        return
    # A bound role whose columns are missing is a fault of the binding, which has its own rule.
    known = set(design.roles)
    if card.binding is not None:
        known.update(key.role for key in card.binding.keys if key.role is not None)
    # Times of harvest are in the card; CTL009 compares them.
    if any(condition.harvest_time is not None for condition in card.conditions):
        known.add("time")
    users: defaultdict[str, list[str]] = defaultdict(list)
    places: dict[str, str] = {}
    for control in card.controls:
        for position, role in enumerate(control.matched_on):
            if role not in known:
                users[role].append(control.control_id or "")
                places.setdefault(role, f"{control.pointer}/matched_on/{position}")
    for role, controls in users.items():
        yield Evidence(
            Location("card", pointer=places[role]),
            observed=role,
            expected="a column that plays this role",
            count=len(controls),
            total=len(card.controls),
            examples=tuple(controls),
        )


RULE = Rule(
    code="CTL005",
    name="matched-on-absent",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="What a control is matched on is in the file.",
    message="{count} of {total} controls ({examples}) are matched on `{observed}`, but no column of the file plays that role, so nothing can be matched.",
    fix="If a column holds it, bind it: `binding: {{keys: [{{role: {observed}, columns: [COLUMN]}}]}}`. If none does, delete `{observed}` from `matched_on`.",
    why="A match that cannot be carried out is not carried out: treatments are then compared with controls of any {observed}.",
    check=check,
    needs_card=True,
    slots=("Control.matched_on", "Binding.keys"),
    passing=(
        Example("matched on donor and plate, and the file has both"),
        Example(
            "matched on time; the card states the time of harvest of each condition",
            edits=(SetCard("/controls/0/matched_on/-", "time"),),
        ),
    ),
    failing=(
        Example(
            "matched on sections, of which there are none",
            edits=(SetCard("/controls/0/matched_on/-", "section"),),
            expect=(Expect("card:/controls/0/matched_on/2"),),
        ),
        Example(
            "the column of plates is gone",
            edits=(DropColumn("obs", "plate_id"),),
            expect=(Expect("card:/controls/0/matched_on/1"),),
        ),
    ),
)
