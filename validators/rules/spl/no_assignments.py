"""Rule SPL004: a manifest names the table that says which observation is in which part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.structure_problem import ProblemKind
from aivc.validators.examples.example import Example, Expect, ManifestText, SetManifest
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report a header that names no table of assignments."""
    split = header(facts)
    if split is None or split.integrity.table_path:
        return
    # A slot that is misspelt, or holds something else, is told by SPL002 as that.
    is_tried = any(
        problem.kind is not ProblemKind.MISSING_REQUIRED
        and problem.observed != "null"
        and "assignments" in (problem.slot, problem.suggestion)
        for problem in split.integrity.structure
    )
    if not is_tried:
        yield Evidence(Location("manifest"))


RULE = Rule(
    code="SPL004",
    name="no-assignments",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A manifest names the table that says which observation is in which part.",
    message="The manifest names no table of assignments, so nobody knows which observation is in which part.",
    fix="Add `assignments: {{path: split.parquet}}`: a Parquet, CSV or TSV table beside the manifest with the column `partition` and `observation_id` or columns of obs. `aivc split import` makes one of other formats.",
    why="A description of a split is no split: everyone who reads it makes another one.",
    check=check,
    slots=("SplitManifest.assignments",),
    passing=(
        Example("a table beside the manifest", specimen="donor_split"),
        Example(
            "the slot is misspelt, which is told as that",
            edits=(ManifestText("purpose: benchmark\nasignments: {path: drug.split.csv}\n"),),
            specimen="donor_split",
        ),
        Example(
            "only the name of the table stands there, which is told as that",
            edits=(SetManifest("/assignments", "drug.split.csv"),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a header without a table",
            edits=(SetManifest("/assignments", None),),
            expect=(Expect("manifest:/"),),
            specimen="donor_split",
        ),
    ),
)
