"""Rule LEK023: training and test do not compare with the same control observations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

SHARED = SetParts(
    {16 * sample + k: ("train", "test") for sample in range(3) for k in range(10, 16)}
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report pairs of parts with the same control rows, where the policy lets them."""
    split = facts.split
    if split is None or split.controls is None or split.controls.policy != "shared_all":
        return
    for shared in split.controls.shared:
        yield Evidence(
            Location("manifest", pointer="/control_policy"),
            observed="shared_all",
            count=shared.n_rows,
            total=shared.n_controls,
            examples=shared.examples,
            values={
                "evaluated": split.parts[shared.pair.evaluated].name,
                "reference": split.parts[shared.pair.reference].name,
            },
        )


RULE = Rule(
    code="LEK023",
    name="controls-on-both-sides",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Training and test do not compare with the same control observations.",
    message="{count} of {total} controls of '{evaluated}' are in '{reference}' too, as `shared_all` says: {examples}.",
    fix="Score without differences to control, or divide the controls: give each part a share of its own and write `control_policy: split_with_group` or `split_random`.",
    why="Effects that are differences to the same control cells share their noise. Predicted and measured differences then correlate without any knowledge of the treatment.",
    check=check,
    slots=("SplitManifest.control_policy",),
    references=("https://doi.org/10.64898/2026.05.07.723486",),
    passing=(
        Example(
            "controls of their own on both sides",
            specimen="guide_split",
            edits=(
                SetManifest("/control_policy", "split_random"),
                SetParts(dict.fromkeys((10, 11, 26, 27), "test")),
            ),
        ),
    ),
    failing=(
        Example(
            "all controls are in both parts",
            specimen="guide_split",
            edits=(
                SetManifest("/control_policy", "shared_all"),
                SHARED,
            ),
            expect=(Expect("manifest:/control_policy", 18),),
        ),
    ),
)
