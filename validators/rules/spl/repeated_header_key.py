"""Rule SPL003: no key of the header is written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, ManifestText
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report keys that occur twice in one mapping of the header."""
    split = facts.split
    for pointer in () if split is None else split.integrity.duplicate_keys:
        yield Evidence(Location("manifest", pointer=pointer), observed=pointer.rsplit("/", 1)[-1])


RULE = Rule(
    code="SPL003",
    name="repeated-header-key",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="No key of the header is written twice.",
    message="`{observed}` is written twice at {where}; only one of the two values is read.",
    fix="Keep the right one and delete the other.",
    why="YAML readers take the first or the last one as they please, so two programs read two splits.",
    check=check,
    passing=(Example("the same key in two parts", specimen="donor_split"),),
    failing=(
        Example(
            "two seeds",
            edits=(ManifestText("purpose: benchmark\nseed: 1\nseed: 2\n"),),
            expect=(Expect("manifest:/seed"),),
            specimen="donor_split",
        ),
    ),
)
