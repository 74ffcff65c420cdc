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
    from aivc.validators.split_facts.model import SplitFacts

TESTED = frozenset({"test", "external_test"})
JUDGED = TESTED | {"validation"}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a manifest that claims nothing of any part that is evaluated.

    Under a profile that requires claims the header is incomplete, which is SPL002's to say.
    """
    split = facts.split
    if split is None or not split.is_divided or split.manifest.claims:
        return
    if not any(part.role in JUDGED for part in split.parts) or _is_asked_for(split):
        return
    from aivc.validators.claims.supported import supported

    roles = {part.name: part.role for part in split.parts}
    found = [verdict for verdict in supported(split) if verdict.verdict == "supported"]
    found.sort(key=lambda verdict: roles.get(verdict.evaluated, "") not in TESTED)
    held = [verdict.claim for verdict in found]
    yield Evidence(
        Location("manifest", pointer="/claims"),
        observed="no claim",
        expected="what is new in each evaluated part",
        examples=tuple(held),
        values={"held": f"; the rows would support that {held[0]}" if held else ""},
    )


def _is_asked_for(split: SplitFacts) -> bool:
    """Tell whether the profile asks for claims, so that the header lacks them in SPL002."""
    return any(
        problem.slot == "claims" and problem.class_name == "SplitManifest"
        for problem in split.integrity.structure
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
