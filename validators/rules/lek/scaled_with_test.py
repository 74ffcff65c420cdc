"""Rule LEK052: a scaled matrix was not centred on rows of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect, SetCard, TransformMatrix
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import evidence_of, is_said_of
from aivc.validators.split_facts.fitting_facts import FitEvidenceKind, FittedOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report matrices whose columns are centred that fit all rows, and training alone not."""
    # Where the card says so itself, LEK050 has named the cause.
    if is_said_of(card, "scaling"):
        return
    for found in evidence_of(facts.split, FitEvidenceKind.SCALED, FittedOn.TEST_TOO):
        yield Evidence(
            Location(found.element, table=found.table),
            observed=f"{found.off_all:.2g}",
            expected=f"{found.off_training:.2g}",
            count=found.n_columns,
        )


RULE = Rule(
    code="LEK052",
    name="scaled-with-test",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="A scaled matrix was not centred on rows of a test.",
    message="The columns of {where} have mean 0 over all rows (off by {observed} standard deviations) and not over training (off by {expected}): test rows were in when it was scaled; {count} columns were compared.",
    fix="Compute mean and standard deviation over training rows alone, and scale all rows with these; or give models the matrix from before scaling.",
    why="Mean and spread of a gene then carry the test; with held-out conditions that respond, training values shift against them, and a model reads the answer from its zero.",
    check=check,
    slots=("ProcessingActivity.fit_scope",),
    references=("Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",),
    passing=(
        Example("counts are not scaled", specimen="donor_split"),
        Example(
            "a matrix with negative numbers whose columns have no mean of 0",
            specimen="donor_split",
            edits=(AddMatrix("layers/negative", transform="negate"),),
        ),
        Example(
            "the card says so itself, which LEK050 reports",
            specimen="donor_split",
            edits=(
                TransformMatrix("X", "scale"),
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "scale",
                        "step_type": "scaling",
                        "order_index": 6,
                        "fit_scope": "all_partitions",
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "scale"),
            ),
        ),
    ),
    failing=(
        Example(
            "all cells were scaled together",
            specimen="donor_split",
            edits=(TransformMatrix("X", "scale"),),
            expect=(Expect("X", 40),),
        ),
    ),
)
