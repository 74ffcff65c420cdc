"""Rule LEK001: no donor that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetParts
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
    """Report donors that are on both sides and may not be."""
    return shared_values(facts, "donor")


RULE = Rule(
    code="LEK001",
    name="shared-donor",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No donor that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Cells of one donor share a genome, a history and a day of preparation. A model that has seen the donor predicts held out cells from its own cells, and the score says nothing of new donors.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://github.com/theislab/multimil/issues/75",),
    passing=(
        Example("plates and drugs are shared, donors are not", specimen="donor_split"),
        Example(
            "a split that keeps no donor whole may share donors",
            specimen="donor_split",
            edits=(
                *unit("sample"),
                SetParts(dict.fromkeys(range(8, 16), "test")),
            ),
        ),
    ),
    failing=(
        Example(
            "one treated cell of a donor of training is in test",
            specimen="donor_split",
            edits=(SetParts({0: "test"}),),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
        Example(
            "a donor in other letters is the same donor",
            specimen="donor_split",
            edits=(SetColumn("obs", "donor_id", {0: "d3 "}),),
            expect=(Expect("manifest:/claims/0", 1),),
        ),
    ),
)
