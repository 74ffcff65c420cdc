"""Rule LEK062: whether library sizes give conditions away can be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect, SetCard, TransformMatrix
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report conditions without counts."""
    split = facts.split
    if split is None or split.side_channels is None:
        return
    if split.side_channels.problem == "no_counts":
        yield Evidence(Location("file"), observed=split.side_channels.axis)


RULE = Rule(
    code="LEK062",
    name="cues-not-measured",
    severity=Severity.INFO,
    level=Level.FULL,
    title="Whether library sizes give conditions away can be measured.",
    message="Whether library size tells the {observed} of a row was not measured: the file holds no counts.",
    fix="Release the raw counts in `layers/counts`, and name them in the card with `value_type: raw_counts`.",
    why="Normalised values hide how deep a row was sequenced, and models may still read it off the zeros.",
    check=check,
    passing=(
        Example("counts are in X", specimen="donor_split"),
        Example(
            "values without zeros, which come from no counts",
            specimen="donor_split",
            edits=(
                TransformMatrix("X", "log1p_cp10k"),
                SetCard("/tables/0/value_type", "log_normalized"),
            ),
        ),
        Example(
            "counts are in a layer",
            specimen="donor_split",
            edits=(
                AddMatrix("layers/counts", copy_of="X"),
                TransformMatrix("X", "log1p_cp10k"),
                SetCard("/tables/0/value_type", "log_normalized"),
            ),
        ),
    ),
    failing=(
        Example(
            "normalised values alone",
            specimen="wide_split",
            edits=(
                TransformMatrix("X", "log1p_cp10k"),
                SetCard("/tables/0/value_type", "log_normalized"),
            ),
            expect=(Expect("file"),),
        ),
    ),
)
