"""Rule DSG008: effects in tissue are seen in more than one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.role_tables import first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

FROM_PEOPLE = frozenset({"tissue", "organoid", "primary cell culture"})
NOBODY = frozenset({"na", "unknown", "pooled", ""})
"""What CELLxGENE writes as donor where cells come from a line or from nobody in particular."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report datasets with treatments of tissue in which all rows come from one donor."""
    design = facts.design
    tissues = {sample.tissue_type for sample in card.samples} & FROM_PEOPLE
    if design is None or not tissues or not contrasts_of(card).treated:
        return
    donors = design.roles.get("donor")
    if donors is None:
        return
    named = [name for name in donors.names() if name not in NOBODY]
    if len(named) == 1 and len(donors.levels) == 1:
        yield Evidence(
            Location("obs", table=table_of(design, "donor"), column=first_column(design, "donor")),
            observed="one donor",
            expected="several",
            count=1,
            total=1,
            examples=tuple(named),
            values={"tissue": " and ".join(sorted(str(t) for t in tissues))},
        )


RULE = Rule(
    code="DSG008",
    name="single-donor",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Effects in tissue are seen in more than one person.",
    message="All rows come from {observed}, {examples}, although the material is {tissue}.",
    fix="Nothing is wrong with the file. Say in `data_limitations` that effects were seen in one person, and claim nothing about unseen donors.",
    why="What a treatment does in one person and what it does in people differ; no split of this dataset can tell.",
    check=check,
    needs_card=True,
    slots=("Sample.from_donors", "Sample.tissue_type"),
    passing=(
        Example("three donors"),
        Example("a cell line, which has no donor", specimen="guides"),
    ),
    failing=(
        Example(
            "all cells are from one donor",
            edits=(SetColumn("obs", "donor_id", "D1"),),
            expect=(Expect("obs/donor_id"),),
        ),
    ),
)
