"""Rule LEK022: every evaluated part has controls of its own, unless the policy says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.groups_without_controls import groups_without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report evaluated parts with treated groups that have no controls there."""
    split = facts.split
    for found in groups_without_controls(split) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer="/control_policy"),
            observed="0",
            count=found.n_without,
            total=found.n_groups,
            examples=found.examples,
            values={"part": found.part, "groups": found.groups, "rows": f"{found.n_rows:,}"},
        )


RULE = Rule(
    code="LEK022",
    name="part-without-controls",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Every evaluated part has controls of its own, unless the policy says otherwise.",
    message="{count} of {total} {groups} of '{part}' with {rows} treated observations have no control in that part, though there are controls elsewhere: {examples}.",
    fix="Put their controls into '{part}'; or, if predictions may use controls of training, write `control_policy: train_only`.",
    why="Without controls of its own, an effect in the test can be measured only against those of training, whose donors, plates and days are others.",
    check=check,
    slots=(
        "SplitManifest.control_policy",
        "Control.matched_on",
    ),
    references=(),
    passing=(
        Example("controls of every donor and plate", specimen="donor_split"),
        Example("controls are in training, as the manifest says", specimen="guide_split"),
    ),
    failing=(
        Example(
            "test has no controls, and the policy is not declared",
            specimen="guide_split",
            edits=(SetManifest("/control_policy", None),),
            expect=(Expect("manifest:/control_policy", 2),),
        ),
        Example(
            "the controls of one plate of a donor are in no part",
            specimen="donor_split",
            edits=(SetParts({38: None, 39: None}),),
            expect=(Expect("manifest:/control_policy", 1),),
        ),
    ),
)
