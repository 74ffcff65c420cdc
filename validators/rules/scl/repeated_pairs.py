"""Rule SCL025: a pair of units stands once in a table of weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import OWN_SAMPLE, weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report pairs that stand in several rows."""
    for link, found in measured_links(card, facts):
        if found.repeated_pairs:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/weights"),
                count=found.repeated_pairs.count,
                total=found.n_pairs,
                examples=found.repeated_pairs.examples,
                values={"link": found.link_id, "path": found.how},
            )


RULE = Rule(
    code="SCL025",
    name="pair-repeated",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A pair of units stands once in the table of weights.",
    message="{count:,} of {total:,} rows of {path}, the weights of link `{link}`, repeat a pair: {examples}.",
    fix="Keep one row of each pair; add their weights up where they are parts.",
    why="A pair that is read twice counts twice, or once with either of two weights.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.weights",),
    passing=(Example("each pair once", edits=weighted()),),
    failing=(
        Example(
            "a pair in two rows",
            edits=weighted((*OWN_SAMPLE, OWN_SAMPLE[5]), "abundance"),
            expect=(Expect("card:/links/0/weights"),),
        ),
    ),
)
