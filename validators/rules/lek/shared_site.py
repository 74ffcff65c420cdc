"""Rule LEK016: no laboratory that is kept whole is in two parts."""

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
    """Report laboratories that are on both sides and may not be."""
    return shared_values(facts, "site")


RULE = Rule(
    code="LEK016",
    name="shared-site",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No laboratory that is kept whole is in two parts.",
    message=MESSAGE,
    fix=FIX,
    why="Laboratories differ in protocols, instruments and people. A claim to transfer to new ones is not tested on one that training holds.",
    check=check,
    slots=("SplitManifest.unit_of_split", "Claim.claim_axis"),
    references=(),
    passing=(
        Example(
            "each part has a laboratory of its own",
            specimen="donor_split",
            edits=(
                *unit("site"),
                by_thirds("site_id", "lab_1", "lab_2", "lab_3"),
            ),
        ),
    ),
    failing=(
        Example(
            "one cell of a laboratory of training is in test",
            specimen="donor_split",
            edits=(
                *unit("site"),
                by_thirds("site_id", "lab_1", "lab_2", "lab_3"),
                SetColumn("obs", "site_id", {32: "lab_1"}),
            ),
            expect=(Expect("manifest:/unit_of_split", 1),),
        ),
    ),
)
