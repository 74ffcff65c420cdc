"""Rule SCL050: an alignment is exact against the size of the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.scl.example_edits import aligned
from aivc.validators.rules.scl.lengths import micrometres, smallest_unit
from aivc.validators.rules.scl.measured import sets_by_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report alignment errors that swap units."""
    sets = sets_by_id(card)
    for link in card.links:
        unit = smallest_unit(link, sets)
        if link.alignment is None or unit is None:
            continue
        name, size = unit
        for what, error in (
            ("error", link.alignment.error_value),
            ("95th percentile of the error", link.alignment.error_p95),
        ):
            length = micrometres(error)
            if error is not None and length is not None and length > size / 2:
                yield Evidence(
                    Location("card", pointer=error.pointer),
                    observed=f"{length:g} um",
                    expected=f"{size:g} um",
                    values={"link": link.link_id or "", "what": what, "set": name},
                )
                break


RULE = Rule(
    code="SCL050",
    name="alignment-error-large",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="The error of an alignment is at most half the size of the smaller unit that it links.",
    message="The {what} of the alignment of link `{link}` is {observed}, more than half of {expected}, the size of a unit of `{set}`.",
    fix="Align better, link coarser units, or give weights that carry the doubt.",
    why="Where images are off by half a unit, every other unit is linked to its neighbour.",
    check=check,
    needs_card=True,
    slots=(
        "AlignmentReport.error_value",
        "AlignmentReport.error_p95",
        "ScaleUnitSet.physical_size",
    ),
    passing=(Example("eight micrometres against spots of 55", edits=aligned()),),
    failing=(
        Example(
            "thirty micrometres against spots of 55",
            edits=aligned(error_value={"value": 0.03, "unit": "mm"}),
            expect=(Expect("card:/links/1/alignment/error_value"),),
        ),
        Example(
            "one landmark in twenty is off by a spot",
            edits=aligned(error_p95={"value": 55, "unit": "um"}),
            expect=(Expect("card:/links/1/alignment/error_p95"),),
        ),
    ),
)
