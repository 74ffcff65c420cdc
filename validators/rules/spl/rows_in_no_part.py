"""Rule SPL009: every observation is in a part, or the manifest says why not."""

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
    """Report rows in no part that no exclusion covers."""
    found = resolved(facts)
    if found is None or found.observations_digest is not None or found.absent_keys:
        return
    if found.missing_rows:
        yield Evidence(
            Location("assignments"),
            count=found.missing_rows.count,
            total=found.missing_rows.total,
            examples=found.missing_rows.examples,
        )


RULE = Rule(
    code="SPL009",
    name="rows-in-no-part",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every observation is in a part, or the manifest says why not.",
    message="{count} of {total} observations are in no part, and no exclusion says why, such as {examples}.",
    fix="Assign them, or add an entry to `exclusions` with `exclusion_reason` and `matches` (or `n_observations`).",
    why="Loaders put what is not assigned into training without a word, and a test that shrinks by itself cannot be compared.",
    check=check,
    slots=("SplitManifest.exclusions",),
    passing=(
        Example(
            "an exclusion that covers them",
            edits=(
                SetParts({0: None, 1: None}),
                SetManifest("/exclusions", [{"exclusion_reason": "doublets", "n_observations": 2}]),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "two cells that were forgotten",
            edits=(SetParts({0: None, 40: None}),),
            expect=(Expect("assignments", 2),),
            specimen="donor_split",
        ),
        Example(
            "fewer were excluded than are missing",
            edits=(
                SetParts({0: None, 1: None, 2: None}),
                SetManifest("/exclusions", [{"exclusion_reason": "doublets", "n_observations": 1}]),
            ),
            expect=(Expect("assignments", 2),),
            specimen="donor_split",
        ),
    ),
)
