"""Rule LEK008: no target that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest, SetParts
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report targets that are on both sides and may not be."""
    return shared_values(facts, "target")


RULE = Rule(
    code="LEK008",
    name="shared-target",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No target that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="The effect of a gene that was perturbed in training is looked up, not predicted. An older symbol, an Ensembl id or another spelling of the gene hides that.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://doi.org/10.1186/s12859-020-3354-3",),
    passing=(
        Example(
            "controls on both sides, as the manifest says",
            specimen="guide_split",
            edits=(
                SetParts({10: "test"}),
                SetManifest("/control_policy", "split_random"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of the held out target is in training",
            specimen="guide_split",
            edits=(SetParts({2: "train"}),),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
        Example(
            "the same gene under an earlier name",
            specimen="guide_split",
            edits=(
                SetParts({2: "train"}),
                SetColumn("obs", "target", {2: "GRP78"}),
            ),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
