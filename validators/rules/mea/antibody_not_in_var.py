"""Rule MEA006: every antibody of a panel is in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.panels import panels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each panel with antibodies that the file has no tag of."""
    for panel in panels(card, facts):
        absent = panel.absent
        if absent:
            yield Evidence(
                Location("card", pointer=f"{panel.operator.pointer}/antibodies"),
                observed=", ".join((panel.unlisted or panel.tags)[:5]),
                count=len(absent),
                total=len(panel.operator.antibodies),
                examples=tuple(repr(antibody.tag_name) for antibody in absent),
                values={"features": str(panel.location)},
            )


RULE = Rule(
    code="MEA006",
    name="antibody-not-in-var",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every antibody of a panel is among the features of its table.",
    message=(
        "{count:,} of {total:,} antibodies at {where} have a `tag_name` that {features} does not hold: "
        "{examples}; among what it has are {observed}."
    ),
    fix="Write each `tag_name` as {features} spells it, or remove antibodies that were not measured.",
    why="What a column of protein binds, and whether it is a control, is then unknown.",
    check=check,
    needs_card=True,
    operators=("SurfaceProtein", "BulkProteomics"),
    passing=(Example("every antibody has its tag", specimen="cite"),),
    failing=(
        Example(
            "a tag spelt otherwise in the card",
            specimen="cite",
            edits=(SetCard("/operators/1/antibodies/0/tag_name", "CD3_TotalSeqB"),),
            expect=(Expect("card:/operators/1/antibodies", 1),),
        ),
    ),
    slots=("Antibody.tag_name",),
)
