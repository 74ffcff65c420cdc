"""Rule MEA046: every row of a clinical table is of a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_clinical import clinical
from aivc.validators.rules.mea.subjects import subject_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each clinical table without its column of subjects, or with rows of nobody."""
    for operator, table, column in subject_columns(card, facts):
        if column is None:
            known = ", ".join(info.name for info in table.obs_columns[:8])
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/subject_column"),
                observed=f"obs has no such column; it has {known or 'none'}",
                count=table.n_obs,
                total=table.n_obs,
                values={"column": operator.subject_column},
            )
        elif column.n_missing:
            yield Evidence(
                Location("obs", table=table.name, column=operator.subject_column or ""),
                observed="the column is empty there",
                count=column.n_missing,
                total=table.n_obs,
                values={"column": operator.subject_column},
            )


RULE = Rule(
    code="MEA046",
    name="row-without-subject",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every row of a clinical table is of a subject.",
    message=("{count:,} of {total:,} rows have no subject in {column!r} ({where}): {observed}."),
    fix="Name in `subject_column` the column of obs that tells subjects apart, and fill it in.",
    why="Rows whose subject is not known cannot be kept on one side of a split.",
    check=check,
    needs_card=True,
    operators=("ClinicalTable",),
    passing=(
        Example(
            "a subject in each row",
            specimen="bulk",
            edits=clinical([f"01-{row}" for row in range(48)]),
        ),
    ),
    failing=(
        Example(
            "a column that is not there",
            specimen="bulk",
            edits=clinical(None),
            expect=(Expect("card:/operators/0/subject_column", 48),),
        ),
        Example(
            "two rows of nobody",
            specimen="bulk",
            edits=clinical([None, None, *(f"01-{row}" for row in range(46))]),
            expect=(Expect("obs/USUBJID", 2),),
        ),
    ),
    slots=("ClinicalTable.subject_column",),
)
