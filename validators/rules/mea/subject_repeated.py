"""Rule MEA047: several rows of a subject are told apart by time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.example_clinical import clinical
from aivc.validators.rules.mea.subjects import subject_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, RoleColumns, TableFacts

ORDERS = ("time", "assay")
"""Roles whose levels tell measurements of one subject apart."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each clinical table with several rows of a subject and nothing that orders them."""
    roles = facts.design.roles if facts.design is not None else {}
    if any(role in roles and len(roles[role].levels) > 1 for role in ORDERS):
        return
    for operator, table, column in subject_columns(card, facts):
        if column is None or (operator.scale == "sample" and _has_samples(roles, table)):
            continue
        repeated = [
            (label, n)
            for label, n in zip(column.categories, column.counts.tolist(), strict=True)
            if n > 1
        ]
        if repeated:
            yield Evidence(
                Location("obs", table=table.name, column=operator.subject_column or ""),
                count=len(repeated),
                total=len(column.used) + column.n_unlisted_levels,
                examples=tuple(f"{label} in {n:,} rows" for label, n in repeated[:5]),
            )


def _has_samples(roles: Mapping[str, RoleColumns], table: TableFacts) -> bool:
    """Tell whether rows are specimens of the subject, each another one."""
    sample = roles.get("sample")
    return sample is not None and len(sample.levels) == table.n_obs > 1


RULE = Rule(
    code="MEA047",
    name="subject-repeated-without-time",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Several rows of one subject are told apart by when they were measured.",
    message=(
        "{count:,} of {total:,} subjects in {where} have several rows, and nothing says what tells "
        "these apart: {examples}."
    ),
    fix=(
        "Bind the column of visits or days (`binding: {{keys: [{{role: time, columns: [VISITDY]}}]}}`"
        "), or keep one row for each subject."
    ),
    why=(
        "Repeated measurements counted as subjects make every interval too narrow, and a course "
        "over time cannot be read without the order."
    ),
    check=check,
    needs_card=True,
    operators=("ClinicalTable",),
    passing=(
        Example(
            "visits on two days",
            specimen="bulk",
            edits=clinical(
                [f"01-{row // 2}" for row in range(48)],
                binding={
                    "keys": [{"role": "time", "columns": ["pert_time_h"]}],
                    "time_unit": "h",
                },
            ),
        ),
        Example(
            "two biopsies of each subject",
            specimen="bulk",
            edits=(
                *clinical(
                    [f"01-{row // 2}" for row in range(48)],
                    binding={"keys": [{"role": "sample", "columns": ["biopsy"]}]},
                ),
                SetColumn("obs", "biopsy", [f"b{row}" for row in range(48)]),
                SetCard("/operators/0/scale", "sample"),
            ),
        ),
    ),
    failing=(
        Example(
            "two rows of each subject",
            specimen="bulk",
            edits=clinical([f"01-{row // 2}" for row in range(48)]),
            expect=(Expect("obs/USUBJID", 24),),
        ),
    ),
    slots=("ClinicalTable.subject_column",),
)
