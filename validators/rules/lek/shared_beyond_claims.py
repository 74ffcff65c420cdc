"""Rule LEK019: the manifest says of every axis whether parts may share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.undeclared_sharing import undeclared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report, once for each pair of parts, the axes that they share and nobody speaks of."""
    split = facts.split
    if split is None:
        return
    for pair in split.pairs():
        shared = undeclared(split, pair)
        if shared:
            yield Evidence(
                Location("manifest", pointer="/shared_axes"),
                count=len(shared),
                total=len(split.axes),
                examples=tuple(
                    f"{each.axes[0]} ({each.n_shared:,} of {each.n_levels:,} values, "
                    f"{each.fraction:.1%} of observations)"
                    for each in shared
                ),
                values={
                    "evaluated": split.parts[pair.evaluated].name,
                    "reference": split.parts[pair.reference].name,
                    "paste": ", ".join(each.axes[0] for each in shared),
                },
            )


RULE = Rule(
    code="LEK019",
    name="shared-beyond-claims",
    severity=Severity.INFO,
    level=Level.OBS,
    title="The manifest says of every axis whether parts may share it.",
    message="'{evaluated}' and '{reference}' share values on axes of which the manifest says nothing, {count} of {total}: {examples}.",
    fix="If that is meant, write `shared_axes: [{paste}]` into the manifest, beside what is there; if not, split by these axes.",
    why="What is shared on purpose is no leak. Said in the manifest, nobody needs to guess what the test is not about.",
    check=check,
    slots=("SplitManifest.shared_axes",),
    references=(),
    passing=(
        Example("what is shared is declared", specimen="donor_split"),
        Example(
            "sharing samples is sharing donors and families",
            specimen="donor_split",
            edits=(
                SetManifest("/unit_of_split", "well"),
                SetManifest("/claims", []),
                SetManifest("/shared_axes/-", "sample"),
            ),
        ),
    ),
    failing=(
        Example(
            "plates and batches are shared, and nobody says so",
            specimen="donor_split",
            edits=(
                SetManifest(
                    "/shared_axes",
                    ["cell_type", "tissue", "disease", "organism", "condition", "site", "platform"],
                ),
            ),
            expect=(
                Expect("manifest:/shared_axes", 3),
                Expect("manifest:/shared_axes", 3),
                Expect("manifest:/shared_axes", 3),
            ),
        ),
    ),
)
