"""Rule SPL020: the data say what the unit of the split is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import SplitFacts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a unit of split that no column and no entity of the card tells."""
    split = header(facts)
    if split is None or resolved(facts) is None or not split.is_divided:
        return
    axis = split.manifest.unit_of_split or ""
    if axis in AXES and axis not in split.axes and not _is_looked_at_otherwise(split, axis):
        yield Evidence(
            Location("manifest", pointer="/unit_of_split"),
            observed=AXES[axis].label,
            values={
                "axis": axis,
                "because": split.absent.get(axis, "no column or entity tells it"),
            },
        )


def _is_looked_at_otherwise(split: SplitFacts, axis: str) -> bool:
    """Tell whether the axis needs no column: places tell blocks, structures need an extra."""
    if axis == "spatial_block":
        return split.space is not None
    if axis in {"scaffold", "compound_cluster"}:
        return split.compounds is not None and not split.compounds.is_chemistry_available
    return axis == "observation"


RULE = Rule(
    code="SPL020",
    name="unit-of-split-unknown",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The data say what the unit of the split is.",
    message="The unit of the split is the {observed}, and nobody can tell which one an observation belongs to: {because}.",
    fix="Say which column it is: `binding: {{keys: [{{role: {axis}, columns: [COLUMN]}}]}}` in the manifest or the card; or correct `unit_of_split`.",
    why="Whether the unit was kept whole, which is what the split is about, could not be checked.",
    check=check,
    slots=("SplitManifest.unit_of_split",),
    passing=(Example("a unit that a column tells", specimen="donor_split"),),
    failing=(
        Example(
            "sections in data without sections",
            edits=(SetManifest("/unit_of_split", "section"),),
            expect=(Expect("manifest:/unit_of_split"),),
            specimen="donor_split",
        ),
    ),
)
