"""Rule LEK047: links of the card between rows of the data can be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.same_matter_apart import IN_SPOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report links whose rows could not be told."""
    split = facts.split
    if split is None or split.pairing is None:
        return
    for unread in split.pairing.unread:
        yield Evidence(Location("card", pointer=unread.told_by), observed=unread.problem)


RULE = Rule(
    code="LEK047",
    name="links-not-followed",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Links of the card between rows of the data can be followed.",
    message="Nobody can check whether the rows that this link joins are in one part: {observed}.",
    fix="Say where the pairs stand: `partner_column`, `pairs_table` or `weights` of the link. Until then this was not looked at.",
    why="Two rows that measure one thing leak into one another; the report must not look as if they had been looked for.",
    check=check,
    slots=("ScaleLink.partner_column", "ScaleLink.weights", "ScaleLink.pairs_table"),
    passing=(
        Example("a column names the spot of each cell", specimen="section_split", edits=IN_SPOTS),
    ),
    failing=(
        Example(
            "the column of partners is not there",
            specimen="section_split",
            edits=IN_SPOTS[1:],
            expect=(Expect("card:/links/1"),),
        ),
    ),
)
