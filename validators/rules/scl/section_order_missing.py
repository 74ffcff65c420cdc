"""Rule SCL071: serial sections have an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report links of serial sections without the order of sections."""
    if facts.design is None:
        return
    absent = [role for role in ("section", "section_position") if role not in facts.design.roles]
    if not absent:
        return
    for link in card.links:
        if link.link_type == "serial_section":
            yield Evidence(
                Location("card", pointer=f"{link.pointer}/link_type"),
                observed=f"no column of obs has the role {' or '.join(absent)}",
                values={"link": link.link_id or ""},
            )


RULE = Rule(
    code="SCL071",
    name="section-order-missing",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Where serial sections are linked, obs says at which position each section was cut.",
    message="Link `{link}` links serial sections, and {observed}.",
    fix="Bind the roles `section` and `section_position` to the columns that say which section a row is of and where it was cut.",
    why="Neighbouring sections share cells; without their order a split cannot keep them apart, nor a lift tell neighbours from strangers.",
    check=check,
    needs_card=True,
    slots=("ScaleLink.link_type",),
    passing=(Example("no sections are linked"),),
    failing=(
        Example(
            "sections without an order",
            edits=(
                SetCard("/unit_sets/0/scale", "section"),
                SetCard("/unit_sets/1/scale", "section"),
                SetCard("/links/0/link_type", "serial_section"),
            ),
            expect=(Expect("card:/links/0/link_type"),),
        ),
    ),
)
