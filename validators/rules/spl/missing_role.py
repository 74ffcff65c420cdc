"""Rule SPL015: a split has a part to train on and a part to judge on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import EVALUATED, IDLE, header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a header without a training part, or without one that is evaluated."""
    split = header(facts)
    if split is None or not split.manifest.partitions:
        return
    roles = {part.partition_role for part in split.manifest.partitions}
    if not roles <= {"training", *EVALUATED, *IDLE}:
        return  # a role that is missing or misspelt may be the one
    if "training" not in roles and split.manifest.purpose != "external_validation":
        yield Evidence(Location("manifest", pointer="/partitions"), expected="training")
    if not roles & set(EVALUATED):
        yield Evidence(Location("manifest", pointer="/partitions"), expected="test")


RULE = Rule(
    code="SPL015",
    name="missing-role",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A split has a part to train on and a part to judge on.",
    message="No part has the role `{expected}`.",
    fix="Give the part that is meant `partition_role: {expected}`, or add one to `partitions`.",
    why="Leaks are looked for between what is trained on and what is judged on; without one of them there is nothing to compare.",
    check=check,
    slots=("Partition.partition_role",),
    passing=(
        Example(
            "test data alone, for validation from elsewhere",
            edits=(
                SetManifest("/purpose", "external_validation"),
                SetManifest("/partitions/0/partition_role", "calibration"),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "nothing to train on",
            edits=(SetManifest("/partitions/0/partition_role", "test"),),
            expect=(Expect("manifest:/partitions"),),
            specimen="donor_split",
        ),
        Example(
            "nothing to judge on",
            edits=(
                SetManifest("/partitions/1/partition_role", "training"),
                SetManifest("/partitions/2/partition_role", "excluded"),
            ),
            expect=(Expect("manifest:/partitions"),),
            specimen="donor_split",
        ),
    ),
)
