"""Rule LEK013: no combination that is kept whole is in two parts, in whichever order its members are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    Example,
    Expect,
    NoCard,
    SetColumn,
    SetManifest,
    SetParts,
)
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

HELD_OUT = SetParts({row: "test" if row % 16 in {8, 9} else "train" for row in range(48)})
BINDING = {"keys": [{"role": "target", "columns": ["target"]}], "combination_separator": "|"}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report combinations that are on both sides and may not be."""
    return shared_values(facts, "combination")


RULE = Rule(
    code="LEK013",
    name="shared-combination",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No combination that is kept whole is in two parts, in whichever order its members are named.",
    message=MESSAGE,
    fix=FIX,
    why="`A+B` and `B+A` are one treatment. Published splits held one of them out and trained on the other.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://doi.org/10.1038/s41587-023-01905-6",),
    passing=(
        Example(
            "both members are in training alone, the pair is not",
            specimen="guide_split",
            edits=(
                *unit("combination"),
                HELD_OUT,
            ),
        ),
    ),
    failing=(
        Example(
            "the pair is in training with its members the other way round",
            specimen="guide_split",
            edits=(
                NoCard(),
                *unit("combination"),
                SetManifest("/binding", BINDING),
                SetColumn("obs", "target", {8: "MYB|KLF1"}),
                HELD_OUT,
                SetParts({8: "train"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
