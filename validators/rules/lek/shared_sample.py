"""Rule LEK002: no sample that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetParts
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report samples that are on both sides and may not be."""
    return shared_values(facts, "sample")


RULE = Rule(
    code="LEK002",
    name="shared-sample",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No sample that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="What went wrong with a sample went wrong with all of its cells; split by cell, a model learns the sample and is tested on it.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://github.com/theislab/multimil/issues/75",),
    passing=(
        Example(
            "two samples of one donor lie in two parts, each of them whole",
            specimen="donor_split",
            edits=(
                *unit("sample"),
                SetParts(dict.fromkeys(range(8, 16), "test")),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of a sample of training is in test",
            specimen="donor_split",
            edits=(
                *unit("sample"),
                SetParts({0: "test"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
