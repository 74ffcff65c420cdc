"""Rule SPL031: a manifest states the digests that bind it to its table and its dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.structure_problem import ProblemKind
from aivc.validators.examples.example import (
    AssignmentsText,
    Example,
    Expect,
    ManifestText,
    SetManifest,
)
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.spl.judging import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.structure_problem import StructureProblem
    from aivc.splits.manifest.integrity import IntegrityFacts
    from aivc.validators.facts.model import Facts

BINDING = {"/split_of": "observations_digest", "/assignments": "sha256"}
"""Slot of a digest that the tool can measure, by where it stands."""

BY_HAND = """\
aivc_schema_version: 0.1.0
manifest_id: aivc:splits/by-hand
split_of: {dataset_id: aivc:example/drug}
purpose: benchmark
unit_of_split: donor
partitions:
  - {partition_name: train, partition_role: training}
  - {partition_name: validation, partition_role: validation}
  - {partition_name: test, partition_role: test}
control_policy: split_with_group
assignments: {path: drug.split.csv}
"""


def is_about_binding(problem: StructureProblem) -> bool:
    """Tell whether a problem is that one of these digests is not stated."""
    is_missing = problem.kind is ProblemKind.MISSING_REQUIRED
    return is_missing and BINDING.get(problem.pointer) == problem.slot


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report digests that the profile asks for and the header does not state, with their values."""
    split = header(facts)
    if split is None:
        return
    absent = [problem.pointer for problem in split.integrity.structure if is_about_binding(problem)]
    lines = [
        line
        for pointer in BINDING
        if pointer in absent
        if (line := _line(split.integrity, pointer))
    ]
    if lines:
        slots = " and ".join(f"`{BINDING[pointer]}` in `{pointer[1:]}`" for pointer, _ in lines)
        yield Evidence(
            Location("manifest", pointer=lines[0][0]),
            expected=slots,
            count=len(lines),
            values={"digests": ", and ".join(text for _, text in lines)},
        )


def _line(integrity: IntegrityFacts, pointer: str) -> tuple[str, str] | None:
    """Return what to write where; None where another rule says why it could not be measured."""
    actual = {
        "/split_of": integrity.actual_observations_digest,
        "/assignments": "" if integrity.table_problem else integrity.actual_table_digest,
    }[pointer]
    return (pointer, f"under `{pointer[1:]}` `{BINDING[pointer]}: {actual}`") if actual else None


RULE = Rule(
    code="SPL031",
    name="unbound-manifest",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A manifest states the digests that bind it to its table and its dataset.",
    message="The manifest lacks {expected}, so that nobody can tell whether it is for this file.",
    fix="If these are the files that it was made for, write {digests}.",
    why="Without digests, a manifest of last month's file divides this month's without a word.",
    check=check,
    slots=("DatasetReference.observations_digest", "DataFile.sha256"),
    passing=(
        Example("both digests are stated", specimen="donor_split"),
        Example(
            "a digest of another kind is not stated",
            edits=(SetManifest("/split_of/content_digest", None),),
            specimen="donor_split",
        ),
        Example(
            "a table that cannot be used is not to be bound",
            edits=(
                SetManifest("/assignments", {"path": "drug.split.csv"}),
                AssignmentsText("cell;split\n"),
            ),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a manifest that was written by hand",
            edits=(ManifestText(BY_HAND),),
            expect=(Expect("manifest:/split_of", 2),),
            specimen="donor_split",
        ),
        Example(
            "the table is not bound",
            edits=(SetManifest("/assignments", {"path": "drug.split.csv"}),),
            expect=(Expect("manifest:/assignments"),),
            specimen="donor_split",
        ),
    ),
)
