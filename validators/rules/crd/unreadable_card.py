"""Rule CRD012: a card can be read."""

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
    """Report a card whose text is no YAML mapping."""
    if facts.card.parse_problem:
        line = facts.card.parse_line
        yield Evidence(
            Location("card"),
            observed=facts.card.parse_problem,
            values={"at": f" in line {line}" if line else ""},
        )


RULE = Rule(
    code="CRD012",
    name="unreadable-card",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A card can be read.",
    message="The card cannot be read{at}: {observed}.",
    fix="Mend the text{at}: a card is lines such as `title: My screen`. Indent with spaces, put a space after each colon, and quote values that hold a colon or a #. `aivc init --force` drafts it anew.",
    why="A card that cannot be read is no card: nothing that depends on it was checked.",
    check=check,
    passing=(
        Example(
            "JSON is YAML too",
            edits=(
                CardText(
                    '{"aivc_schema_version": "0.1.0", "id": "doi:10.5281/zenodo.1", "title": "T"}'
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a bracket that is never closed",
            edits=(CardText("title: [GBM\nid: x\n"),),
            expect=(Expect("card:/"),),
        ),
    ),
)
