"""Rule LEK020: parts lie along ordered axes as the manifest says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.example_edits import bound, by_thirds
from aivc.validators.rules.lek.order_of_parts import broken_orders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

EDITS = (
    *bound("time", "hours"),
    SetManifest("/ordered_axes", [{"claim_axis": "time", "order_rule": "training_before_test"}]),
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report values of a test that do not lie where the manifest says."""
    split = facts.split
    for found in broken_orders(split) if split is not None else ():
        yield Evidence(
            Location("manifest", pointer=found.pointer),
            observed=", ".join(sorted({position.where for position in found.positions})),
            expected=found.rule,
            count=len(found.positions),
            total=found.n_values,
            examples=tuple(found.in_words()),
            values={
                "rule": found.rule,
                "axis": found.axis,
                "evaluated": found.evaluated,
                "reference": found.reference,
                "range": found.range_in_words(),
                "rows": f"{sum(position.n_rows for position in found.positions):,}",
                "pointer": found.pointer,
            },
        )


RULE = Rule(
    code="LEK020",
    name="order-broken",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Parts lie along ordered axes as the manifest says.",
    message="The manifest says that {rule}, and {count} of {total} values of {axis} in '{evaluated}' lie otherwise against '{reference}' ({range}), with {rows} observations: {examples}.",
    fix="Move these observations to '{reference}' or drop them, or correct `order_rule` at {pointer}.",
    why="Whoever reads the score takes it for a forecast, or for interpolation, and it is something easier or harder.",
    check=check,
    slots=("OrderedAxis.order_rule",),
    references=(),
    passing=(
        Example(
            "training ends at 24 h and test is at 2 d",
            specimen="donor_split",
            edits=(
                *EDITS,
                by_thirds("hours", "24 h", "36 h", "2 d"),
            ),
        ),
    ),
    failing=(
        Example(
            "one observation of test is as early as training",
            specimen="donor_split",
            edits=(
                *EDITS,
                by_thirds("hours", "24 h", "36 h", "2 d"),
                SetColumn("obs", "hours", {32: "1 d"}),
            ),
            expect=(Expect("manifest:/ordered_axes/0", 1),),
        ),
        Example(
            "test is said to lie between values of training",
            specimen="donor_split",
            edits=(
                *bound("time", "hours"),
                SetManifest(
                    "/ordered_axes", [{"claim_axis": "time", "order_rule": "test_within_training"}]
                ),
                by_thirds("hours", "24 h", "36 h", "2 d"),
                SetColumn("obs", "hours", {0: "6 h"}),
            ),
            expect=(Expect("manifest:/ordered_axes/0", 3),),
        ),
    ),
)
