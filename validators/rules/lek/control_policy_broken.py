"""Rule LEK021: controls lie where the manifest says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.misplaced_controls import misplaced_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report controls that lie where the policy does not allow them."""
    split = facts.split
    for found in misplaced_controls(split) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer="/control_policy"),
            observed=found.observed,
            expected=found.expected,
            count=found.count,
            total=found.total,
            examples=found.examples,
            values={"repair": found.repair},
        )


RULE = Rule(
    code="LEK021",
    name="control-policy-broken",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Controls lie where the manifest says.",
    message="{observed}.",
    fix="Put controls where the manifest says, or let it say where they are. {repair}",
    why="Most scores compare with controls. Controls in the wrong part tell the model the baseline of what it is tested on, or leave the test without one.",
    check=check,
    slots=("SplitManifest.control_policy",),
    references=(),
    passing=(
        Example("controls go with their donor", specimen="donor_split"),
        Example(
            "controls of a held out donor in training, as the manifest says",
            specimen="donor_split",
            edits=(
                SetManifest("/control_policy", "train_only"),
                SetParts({**dict.fromkeys((22, 23, 30, 31, 38, 39, 46, 47), "train")}),
            ),
        ),
        Example(
            "all controls are in all parts",
            specimen="guide_split",
            edits=(
                SetManifest("/control_policy", "shared_all"),
                SetParts(
                    {
                        16 * sample + k: ("train", "test")
                        for sample in range(3)
                        for k in range(10, 16)
                    }
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a control of a held out donor is in training",
            specimen="donor_split",
            edits=(SetParts({38: "train"}),),
            expect=(Expect("manifest:/control_policy", 1),),
        ),
        Example(
            "controls are to be in training alone, and one is in test",
            specimen="guide_split",
            edits=(SetParts({10: "test"}),),
            expect=(Expect("manifest:/control_policy", 1),),
        ),
        Example(
            "parts are to have the same controls, and share none",
            specimen="guide_split",
            edits=(SetManifest("/control_policy", "shared_all"),),
            expect=(Expect("manifest:/control_policy", 18),),
        ),
    ),
)
