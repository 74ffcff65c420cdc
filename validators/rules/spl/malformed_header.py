"""Rule SPL002: the header of a manifest has the slots of the standard, with the values that they take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aivc.schema.structure_problem import ProblemKind
from aivc.validators.examples.example import DropManifest, Example, Expect, SetManifest
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.crd.structure import explained
from aivc.validators.rules.spl.judging import header
from aivc.validators.rules.spl.unbound_manifest import is_about_binding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.schema.structure_problem import StructureProblem
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report every structural problem, one piece of evidence for each cause."""
    from aivc.validators.engine import finding_from
    from aivc.validators.registry import rule_of

    split = header(facts)
    by_kind: dict[ProblemKind, list[StructureProblem]] = {}
    for problem in () if split is None else split.integrity.structure:
        is_absent = problem.kind is ProblemKind.MISSING_REQUIRED or problem.observed == "null"
        if problem.slot == "assignments" and is_absent:
            continue  # SPL004 says so, whatever the profile
        if is_about_binding(problem):
            continue  # SPL031 says so, and what to write
        by_kind.setdefault(problem.kind, []).append(problem)
    for kind, problems in by_kind.items():
        for evidence in explained(problems, "manifest"):
            said = finding_from(rule_of(kind.code), evidence, Severity.ERROR)
            yield replace(evidence, values={"said": said.message, "mend": said.fix})


RULE = Rule(
    code="SPL002",
    name="malformed-header",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The header of a manifest has the slots of the standard, with the values that they take.",
    message="{said}",
    fix="{mend} `aivc schema print SplitManifest` lists every slot.",
    why="A program that reads the manifest differently divides the data differently, and both call it the same split.",
    check=check,
    slots=("SplitManifest",),
    passing=(
        Example(
            "an optional slot is absent",
            edits=(DropManifest("/shared_axes"),),
            specimen="donor_split",
        ),
    ),
    failing=(
        Example(
            "a role that does not exist",
            edits=(SetManifest("/partitions/2/partition_role", "tests"),),
            expect=(Expect("manifest:/partitions/2/partition_role"),),
            specimen="donor_split",
        ),
        Example(
            "no unit of split",
            edits=(DropManifest("/unit_of_split"),),
            expect=(Expect("manifest:/"),),
            specimen="donor_split",
        ),
        Example(
            "two kinds of problem are two findings",
            edits=(DropManifest("/purpose"), SetManifest("/sede", 1)),
            expect=(Expect("manifest:/"), Expect("manifest:/sede")),
            specimen="donor_split",
        ),
    ),
)
