"""Rule SPL018: what is excluded is in no part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report exclusions that describe rows which are in a part all the same."""
    found = resolved(facts)
    for fit in () if found is None else found.exclusions:
        if fit.assigned:
            yield Evidence(
                Location("manifest", pointer=f"/exclusions/{fit.index}"),
                count=fit.assigned.count,
                total=fit.assigned.total,
                examples=fit.assigned.examples,
                values={"reason": fit.reason},
            )


RULE = Rule(
    code="SPL018",
    name="excluded-row-in-a-part",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="What is excluded is in no part.",
    message="{count} of the {total} observations that the exclusion `{reason}` describes are in a part all the same, such as {examples}.",
    fix="Delete them from the assignments, or correct the exclusion at {where}.",
    why="The text of a paper says that they were left out; the scores say otherwise.",
    check=check,
    slots=("Exclusion.matches",),
    passing=(
        Example(
            "excluded and in no part",
            edits=(
                SetManifest(
                    "/exclusions",
                    [
                        {
                            "exclusion_reason": "low quality",
                            "matches": [{"column": "donor_id", "column_value": "D2"}],
                        }
                    ],
                ),
                SetParts(dict.fromkeys(range(16, 32))),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "an excluded donor in validation",
            edits=(
                SetManifest(
                    "/exclusions",
                    [
                        {
                            "exclusion_reason": "low quality",
                            "matches": [{"column": "donor_id", "column_value": "D2"}],
                        }
                    ],
                ),
            ),
            expect=(Expect("manifest:/exclusions/0", 16),),
            specimen="donor_split",
        ),
    ),
)
