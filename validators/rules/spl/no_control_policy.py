"""Rule SPL032: where there are controls, the manifest says where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropManifest, Example, Expect, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.misplaced_controls import misplaced_controls
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.control_facts import ControlFacts
    from aivc.validators.split_facts.model import SplitFacts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report controls of which the manifest does not say where they go."""
    split = header(facts)
    controls = None if split is None else split.controls
    if split is None or controls is None or controls.policy or not controls.n_rows:
        return
    if misplaced_controls(split):
        return  # LEK021 says so, and what to write
    told = [f"{part.n_controls:,} in '{part.name}'" for part in split.parts if part.n_controls]
    yield Evidence(
        Location("manifest", pointer="/"),
        count=controls.n_rows,
        examples=tuple(told),
        values={"places": ", ".join(told), "policy": _followed(split, controls)},
    )


def _followed(split: SplitFacts, controls: ControlFacts) -> str:
    """Return the policy that the parts follow."""
    pairs = list(split.pairs())
    if (
        pairs
        and len(controls.shared) == len(pairs)
        and all(shared.n_rows == shared.n_controls for shared in controls.shared)
    ):
        return "shared_all"
    roles = {part.role for part in split.parts if part.is_compared and part.n_controls}
    if roles == {"training"}:
        return "train_only"
    is_with_group = bool(controls.match_axes) and not controls.elsewhere
    return "split_with_group" if is_with_group else "split_random"


RULE = Rule(
    code="SPL032",
    name="no-control-policy",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Where there are controls, the manifest says where they go.",
    message="There are controls ({places}), and the manifest does not say by which rule they were divided.",
    fix="Write `control_policy: {policy}`, which is what these parts do; `aivc schema print ControlPolicy` lists the others.",
    why="Most scores compare with controls: whether a model knew the baseline of what it is tested on decides what a score means.",
    check=check,
    slots=("SplitManifest.control_policy",),
    passing=(
        Example("controls go with their donor, and it says so", specimen="donor_split"),
        Example(
            "no part has controls",
            edits=(
                DropManifest("/control_policy"),
                SetParts(dict.fromkeys((6, 7, 14, 15, 22, 23, 30, 31, 38, 39, 46, 47))),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "it is not said that controls go with their donor",
            edits=(DropManifest("/control_policy"),),
            expect=(Expect("manifest:/", 12),),
            specimen="donor_split",
        ),
        Example(
            "it is not said that all controls are in training",
            edits=(DropManifest("/control_policy"),),
            expect=(Expect("manifest:/", 18),),
            specimen="guide_split",
        ),
    ),
)
