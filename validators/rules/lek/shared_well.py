"""Rule LEK006: no well is in two parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.kept_whole_axis import FIX, MESSAGE, shared_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report wells that are on both sides and may not be."""
    return shared_values(facts, "well")


RULE = Rule(
    code="LEK006",
    name="shared-well",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No well is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Cells, or images, of one well got the same drug at the same place of the same plate. A well on both sides lets a model recognise the well; this was done with sites of wells in published benchmarks.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=("https://doi.org/10.1038/s41592-024-02241-6",),
    passing=(
        Example(
            "one position on two plates is two wells",
            specimen="donor_split",
            edits=(SetColumn("obs", "well_position", {0: "B02", 40: "B02"}),),
        ),
        Example(
            "wells that may be shared, as the manifest says",
            specimen="donor_split",
            edits=(
                SetColumn("obs", "well_position", {0: "B02", 32: "B02"}),
                SetManifest("/shared_axes/-", "well"),
            ),
        ),
    ),
    failing=(
        Example(
            "two cells of one well, one in training and one in test",
            specimen="donor_split",
            edits=(SetColumn("obs", "well_position", {0: "B02", 32: "B02"}),),
            expect=(Expect("obs/well_position", 1),),
        ),
    ),
)
