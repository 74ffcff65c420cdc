"""Rule CLM014: a split says what it tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropManifest, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

JUDGED = frozenset({"validation", "test", "external_test"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a manifest that claims nothing of any part that is evaluated."""
    split = facts.split
    if split is None or not split.is_divided or split.manifest.claims:
        return
    if not any(part.role in JUDGED for part in split.parts):
        return
    from aivc.validators.claims.supported import supported

    held = [verdict.claim for verdict in supported(split) if verdict.verdict == "supported"]
    yield Evidence(
        Location("manifest", pointer="/claims"),
        observed="no claim",
        expected="what is new in each evaluated part",
        examples=tuple(held),
        values={"held": f"; the rows would support that {held[0]}" if held else ""},
    )


RULE = Rule(
    code="CLM014",
    name="no-claims",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A split says what it tests.",
    message="The manifest claims nothing about any part{held}.",
    fix="Add `claims`, such as `[{{claim_axis: donor, novelty: unseen, partition: test}}]`. The report lists what this split supports.",
    why="Scores on unseen cells, unseen donors and unseen drugs differ by more than the models that are compared. Without a claim, nobody knows which of them a score is.",
    check=check,
    slots=("SplitManifest.claims",),
    references=("doi:10.1038/s41592-024-02362-y",),
    passing=(Example("two claims", specimen="donor_split"),),
    failing=(
        Example(
            "the claims are left out",
            specimen="donor_split",
            edits=(DropManifest("/claims"),),
            expect=(Expect("manifest:/claims", 1),),
        ),
    ),
)
