"""Rule SCL041: a quantity that is called conserved can be summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import weighted
from aivc.validators.rules.scl.measured import measured_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links whose conserved quantity the file does not hold."""
    for link, found in measured_links(card, facts):
        if found.conservation_problem:
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/conserved_quantity"),
                observed=found.conservation_problem,
                expected=link.conserved_quantity or "",
                values={"link": found.link_id},
            )


RULE = Rule(
    code="SCL041",
    name="conservation-not-summed",
    severity=Severity.INFO,
    level=Level.FULL,
    title="A quantity that is called conserved can be summed on both sides of its link.",
    message="Whether link `{link}` conserves {expected} could not be checked: {observed}.",
    fix="Declare the matrix of counts of both sets in `tables`, with `unit_set` and `value_type: raw_counts`; or write `conserved_quantity: none`.",
    why="What is said to be conserved is taken for granted by whoever sums up or shares out.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.conserved_quantity",),
    passing=(Example("samples have no matrix of their own that could differ"),),
    failing=(
        Example(
            "mass, which no matrix holds",
            edits=(*weighted(), SetCard("/links/0/conserved_quantity", "mass")),
            expect=(Expect("card:/links/0/conserved_quantity"),),
        ),
    ),
)
