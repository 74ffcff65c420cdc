"""Rule LEK025: every axis that the manifest binds or orders can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound
from aivc.validators.rules.lek.unreadable_axes import unreadable_axes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report axes that the manifest names and that the data do not have."""
    split = facts.split
    for found in unreadable_axes(split) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer=found.pointer),
            observed=found.reason,
            values={"does": found.does, "axis": found.axis},
        )


RULE = Rule(
    code="LEK025",
    name="declared-axis-unreadable",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every axis that the manifest binds or orders can be read.",
    message="The manifest {does} {axis}, which cannot be used: {observed}. Nothing was checked on it.",
    fix="Name columns that are there, or take the entry out.",
    why="A check that could not look is no check. Whoever wrote the entry counts on it.",
    check=check,
    slots=(
        "SplitManifest.binding",
        "OrderedAxis.claim_axis",
    ),
    references=(),
    passing=(
        Example(
            "a bound column that is there",
            specimen="donor_split",
            edits=(
                *bound("section", "slice"),
                SetColumn("obs", "slice", "A1"),
            ),
        ),
        Example(
            "times with numbers can be ordered",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/ordered_axes", [{"claim_axis": "time", "order_rule": "test_within_training"}]
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "a bound column that is not there",
            specimen="donor_split",
            edits=(*bound("section", "slice"),),
            expect=(Expect("manifest:/binding/keys/0", 1),),
        ),
        Example(
            "an order of cell types",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/ordered_axes",
                    [{"claim_axis": "cell_type", "order_rule": "training_before_test"}],
                ),
            ),
            expect=(Expect("manifest:/ordered_axes/0", 1),),
        ),
    ),
)
