"""Rule LEK005: no plate that is kept whole is in two parts."""

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
    """Report plates that are on both sides and may not be."""
    return shared_values(facts, "plate")


RULE = Rule(
    code="LEK005",
    name="shared-plate",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No plate that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Plates differ in layout, age of cells and reagents. Wells of a plate that training knows are the easiest test there is.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(
        "https://doi.org/10.1038/s41592-024-02241-6",
        "https://doi.org/10.1038/s41467-025-62193-z",
    ),
    passing=(
        Example(
            "each part has a plate of its own",
            specimen="donor_split",
            edits=(
                *unit("plate"),
                by_thirds("plate_id", "P1", "P2", "P3"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of a plate of training is in test",
            specimen="donor_split",
            edits=(
                *unit("plate"),
                by_thirds("plate_id", "P1", "P2", "P3"),
                SetColumn("obs", "plate_id", {32: "P1"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
