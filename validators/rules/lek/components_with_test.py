"""Rule LEK053: principal components were not fitted on rows of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddMatrix, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import evidence_of, is_said_of
from aivc.validators.split_facts.fitting_facts import FitEvidenceKind, FittedOn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report components that are centred that fit all rows, and training alone not."""
    # Where the card says so itself, LEK050 has named the cause.
    if is_said_of(card, "dimensionality_reduction"):
        return
    for found in evidence_of(facts.split, FitEvidenceKind.COMPONENTS, FittedOn.TEST_TOO):
        yield Evidence(
            Location(found.element, table=found.table),
            observed=f"{found.off_all:.2g}",
            expected=f"{found.off_training:.2g}",
            count=found.n_columns,
        )


RULE = Rule(
    code="LEK053",
    name="components-with-test",
    severity=Severity.WARNING,
    level=Level.FULL,
    title="Principal components were not fitted on rows of a test.",
    message="{where} is centred over all rows (off by {observed} standard deviations) and not over training (off by {expected}): test rows were in when it was fitted; {count} components were compared.",
    fix="Fit the components on training rows alone and project the rest; or leave the embedding out and let each model make its own.",
    why="Axes fitted with the test in view are drawn towards what only the test shows; a model that works on them has been told where to look.",
    check=check,
    slots=("ProcessingActivity.fit_scope",),
    references=("Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",),
    passing=(
        Example(
            "an embedding that is not centred",
            specimen="donor_split",
            edits=(AddMatrix("obsm/X_pca", transform="negate"),),
        ),
        Example(
            "a centred embedding of another kind",
            specimen="donor_split",
            edits=(AddMatrix("obsm/X_latent", transform="scale"),),
        ),
    ),
    failing=(
        Example(
            "components of all cells",
            specimen="donor_split",
            edits=(AddMatrix("obsm/X_pca", transform="scale"),),
            expect=(Expect("obsm/X_pca", 40),),
        ),
    ),
)
