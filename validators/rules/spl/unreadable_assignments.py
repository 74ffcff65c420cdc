"""Rule SPL005: the table of assignments can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AssignmentsText, Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a table that is absent, truncated, or no table of assignments."""
    split = facts.split
    if split is not None and split.integrity.table_problem:
        yield Evidence(
            Location("manifest", pointer="/assignments"),
            observed=split.integrity.table_problem,
            values={"path": split.integrity.table_path},
        )


RULE = Rule(
    code="SPL005",
    name="unreadable-assignments",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The table of assignments can be read.",
    message="The table of assignments {path} cannot be used: {observed}.",
    fix="Put the table beside the manifest again, whole, as Parquet, CSV or TSV with the column `partition` and `observation_id` or columns of obs; or correct `assignments.path`. `aivc split import` makes a manifest of tables with other columns.",
    why="Without it no observation has a part, and nothing about leaks could be checked.",
    check=check,
    passing=(
        Example(
            "a column of obs as the key",
            edits=(AssignmentsText("donor_id,partition\nD1,train\nD2,validation\nD3,test\n"),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a table that is not there",
            edits=(SetManifest("/assignments", {"path": "lost.parquet"}),),
            expect=(Expect("manifest:/assignments"),),
            specimen="donor_split",
        ),
        Example(
            "a table without parts",
            edits=(AssignmentsText("observation_id,split\nAAAC-1,train\n"),),
            expect=(Expect("manifest:/assignments"),),
            specimen="donor_split",
        ),
        Example(
            "a row that is cut off",
            edits=(AssignmentsText("donor_id,partition\nD1,train\nD2"),),
            expect=(Expect("manifest:/assignments"),),
            specimen="donor_split",
        ),
    ),
)
