"""Rule LEK004: no batch that is kept whole is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import by_thirds, unit
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report batches that are on both sides and may not be."""
    return shared_values(facts, "batch")


RULE = Rule(
    code="LEK004",
    name="shared-batch",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No batch that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Batches leave marks on every gene. A split that claims to transfer to new batches, and lets a batch be on both sides, measures how well the marks were learned.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://doi.org/10.1038/s41592-021-01336-8",),
    passing=(
        Example(
            "each part has a batch of its own",
            specimen="donor_split",
            edits=(
                *unit("batch"),
                by_thirds("batch_id", "run_1", "run_2", "run_3"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of a batch of training is in test",
            specimen="donor_split",
            edits=(
                *unit("batch"),
                by_thirds("batch_id", "run_1", "run_2", "run_3"),
                SetColumn("obs", "batch_id", {32: "run_1"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
