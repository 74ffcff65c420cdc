"""Rule LEK028: what the data tell of wells, plates and other groups can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    DropColumn,
    Example,
    Expect,
    SetCard,
    SetManifest,
)
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.uncompared_axes import uncompared_axes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report axes that the card or a column tells and that cannot be used."""
    split = facts.split
    for axis, reason in uncompared_axes(split, card) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer="/binding"), observed=reason, values={"axis": axis}
        )


RULE = Rule(
    code="LEK028",
    name="axis-not-compared",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="What the data tell of wells, plates and other groups can be compared.",
    message="Nothing was compared on {axis}: {observed}.",
    fix="Bind the missing columns, in the manifest or in the card; if there are none, say so in the card.",
    why="Leaks on an axis that nobody could look at are not found.",
    check=check,
    slots=("Binding.keys",),
    references=(),
    passing=(Example("wells of known plates", specimen="donor_split"),),
    failing=(
        Example(
            "positions of wells, and no plates",
            specimen="donor_split",
            edits=(
                DropColumn("obs", "plate_id"),
                SetManifest("/shared_axes", []),
            ),
            expect=(Expect("manifest:/binding", 1),),
        ),
        Example(
            "the card binds a column that is not there",
            specimen="donor_split",
            edits=(SetCard("/binding", {"keys": [{"role": "section", "columns": ["slice"]}]}),),
            expect=(Expect("manifest:/binding", 1),),
        ),
    ),
)
