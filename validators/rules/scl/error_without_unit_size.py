"""Rule SCL053: an alignment error can be compared with the size of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect
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
    """Report alignment errors that nothing can be compared with."""
    sets = sets_by_id(card)
    for link in card.links:
        error = link.alignment.error_value if link.alignment is not None else None
        if error is None or error.value is None:
            continue
        if micrometres(error) is not None and smallest_unit(link, sets) is not None:
            continue
        yield Evidence(
            Location("card", pointer=error.pointer),
            observed=f"{error.value:g} {error.unit or ''}".strip(),
            values={
                "link": link.link_id or "",
                "source": link.source_set or "",
                "target": link.target_set or "",
            },
        )


RULE = Rule(
    code="SCL053",
    name="unit-size-unknown",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A set that is aligned by images says how large its units are, in a unit of length.",
    message="The alignment error of link `{link}`, {observed}, cannot be compared: neither `{source}` nor `{target}` has a `physical_size` that is a length.",
    fix="Give `physical_size` of the set, such as `{{value: 55, unit: um}}`, and the error in a unit of length, not in pixels.",
    why="Eight micrometres are nothing for a section and everything for a cell.",
    check=check,
    needs_card=True,
    slots=("ScaleUnitSet.physical_size", "AlignmentReport.error_value"),
    passing=(Example("spots of 55 micrometres", edits=aligned()),),
    failing=(
        Example(
            "spots of no size",
            edits=(*aligned(), DropCard("/unit_sets/2/physical_size")),
            expect=(Expect("card:/links/1/alignment/error_value"),),
        ),
    ),
)
