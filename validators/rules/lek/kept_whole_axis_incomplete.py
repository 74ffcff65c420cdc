"""Rule LEK024: every observation of a compared part tells what is kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.splits.axes import AXES
from aivc.validators.examples.example import Example, Expect, SetColumn, SetParts
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.split_facts.kept_whole import pointer_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rows without a value on an axis that the manifest keeps whole."""
    split = facts.split
    if split is None:
        return
    for axis, counted in split.axes.items():
        pointers = [p for pair in split.pairs() if (p := pointer_of(split, pair, axis))]
        missing = {
            part.name: int(n)
            for part, n in zip(split.parts, counted.n_missing, strict=True)
            if part.is_compared and n
        }
        if pointers and missing:
            yield Evidence(
                Location("obs", column=counted.columns[-1])
                if counted.columns
                else Location("manifest", pointer=min(pointers)),
                count=sum(missing.values()),
                total=sum(part.n_rows for part in split.parts if part.is_compared),
                examples=tuple(f"{n:,} in '{name}'" for name, n in missing.items()),
                values={
                    "axis": AXES[axis].label,
                    "columns": ", ".join(counted.columns) or "the card",
                },
            )


RULE = Rule(
    code="LEK024",
    name="kept-whole-axis-incomplete",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Every observation of a compared part tells what is kept whole.",
    message="{count} of {total} observations of compared parts have no {axis}, so that nobody can tell whether theirs is on both sides: {examples}.",
    fix="Fill in {columns}, or leave these observations out, with the reason under `exclusions`.",
    why="A missing value matches nothing, so that it never shows as a leak. Observations of an unknown donor may be of one that is held out.",
    check=check,
    slots=(
        "SplitManifest.unit_of_split",
        "Claim.claim_axis",
    ),
    references=(),
    passing=(
        Example(
            "rows without a donor are in no part",
            specimen="donor_split",
            edits=(
                SetColumn("obs", "donor_id", {0: "unknown", 16: "unknown"}),
                SetParts({0: None, 16: None}),
            ),
        ),
        Example("controls have no target, and need none", specimen="guide_split"),
    ),
    failing=(
        Example(
            "the donor of two rows is unknown",
            specimen="donor_split",
            edits=(SetColumn("obs", "donor_id", {0: "unknown", 32: "nan"}),),
            expect=(Expect("obs/donor_id", 2),),
        ),
    ),
)
