"""Rule CRD029: no key of the card is written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import CardText, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report keys that occur twice in one mapping of the card's text."""
    for pointer in facts.card.duplicate_keys:
        yield Evidence(Location("card", pointer=pointer), observed=pointer.rsplit("/", 1)[-1])


RULE = Rule(
    code="CRD029",
    name="repeated-key",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="No key of the card is written twice.",
    message="`{observed}` is written twice at {where}; only one of the two values is read.",
    fix="Keep the right one and delete the other.",
    why="YAML readers take the first or the last one as they please, so two programs read two cards.",
    check=check,
    needs_card=True,
    passing=(Example("the same key in two mappings"),),
    failing=(
        Example(
            "two titles",
            edits=(
                CardText(
                    "aivc_schema_version: 0.1.0\nid: doi:10.5281/zenodo.1\ntitle: A\ntitle: B\n"
                ),
            ),
            expect=(Expect("card:/title"),),
        ),
    ),
)
