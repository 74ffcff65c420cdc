"""Rule SPL023: every part has a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report names that the header gives to more than one part."""
    split = header(facts)
    if split is None:
        return
    for name in split.integrity.repeated_parts:
        places = [p for p in split.manifest.partitions if p.partition_name == name]
        roles = [str(place.partition_role) for place in places]
        yield Evidence(
            Location("manifest", pointer=f"{places[-1].pointer}/partition_name"),
            observed=name,
            count=len(places),
            examples=tuple(roles),
        )


RULE = Rule(
    code="SPL023",
    name="repeated-part",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every part has a name of its own.",
    message="{count} parts are called `{observed}` (their roles: {examples}).",
    fix="Rename all but one, in the header and in the assignments.",
    why="Nobody can say which of them an observation of that name is in, or what it may be used for.",
    check=check,
    passing=(Example("three names for three parts", specimen="donor_split"),),
    failing=(
        Example(
            "two parts called test",
            edits=(
                SetManifest("/partitions/1/partition_name", "test"),
                SetParts(dict.fromkeys(range(16, 32), "test")),
            ),
            expect=(Expect("manifest:/partitions/2/partition_name", 2),),
            specimen="donor_split",
        ),
    ),
)
