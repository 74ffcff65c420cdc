"""Rule DSG010: times of harvest share batches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.comparability import coarsest
from aivc.validators.design.connectedness import connected_components
from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.role_tables import by_condition, by_roles, first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Contingency, DesignFacts, Facts

ROLES = ("site", "assay", "batch", "plate")
"""Lanes are left out: a sample has one time and often a library of its own."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report roles in whose levels times fall apart into groups that nothing connects."""
    design = facts.design
    if design is None:
        return
    apart: dict[str, tuple[Contingency, int]] = {}
    for role in ROLES:
        table = by_roles(design, "time", role)
        if table is None or _has_controls_everywhere(card, design, role):
            continue
        groups = connected_components(table).count
        if groups > 1:
            apart[role] = (table, groups)
    for role in coarsest(design, apart):
        table, groups = apart[role]
        yield Evidence(
            Location("obs", table=table_of(design, role), column=first_column(design, role)),
            observed=f"{groups} groups of times that share no {role}",
            expected="one group",
            count=groups,
            total=len(table.left_names),
            examples=tuple(table.left_names),
            values={"role": role, "time": first_column(design, "time")},
        )


def _has_controls_everywhere(card: DatasetCard, design: DesignFacts, role: str) -> bool:
    """Tell whether each block with rows of a treatment has a control of its own to compare with."""
    table = by_condition(design, (role,))
    contrasts = contrasts_of(card)
    if table is None or not contrasts.treated:
        return False
    controls = contrasts.negative_conditions
    treated_blocks, control_blocks = set(), set()
    for left, right, count in zip(
        table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True
    ):
        if count and table.left_names[left] in controls:
            control_blocks.add(right)
        elif count:
            treated_blocks.add(right)
    return treated_blocks <= control_blocks


RULE = Rule(
    code="DSG010",
    name="time-is-batch",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Times of harvest share batches.",
    message="The {total} times ({examples}) fall into {observed}, so a change with time and a difference between levels of {role} cannot be told apart.",
    fix="Check that `{role}` and `{time}` are labelled as the experiment was done. If they are, compare with a control of the same {role} and time, or say in `data_limitations` that time and {role} cannot be separated.",
    why="A model of dynamics learns the difference between batches as the passage of time.",
    check=check,
    slots=("Condition.harvest_time", "Batch.batch_id"),
    references=("doi:10.1038/nrg2825",),
    passing=(
        Example("both times in both scans", specimen="bulk"),
        Example(
            "each time in its own scan, with vehicle in each",
            specimen="bulk",
            edits=(
                SetColumn(
                    "obs",
                    "batch_id",
                    [
                        *(["scan_1"] * 3 + ["scan_2"] * 3) * 6,
                        *["scan_1", "scan_1", "scan_2", "scan_2"] * 3,
                    ],
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "each time in its own scan, and the vehicle in a third one",
            specimen="bulk",
            edits=(
                SetColumn(
                    "obs",
                    "batch_id",
                    [
                        *(["scan_1"] * 3 + ["scan_2"] * 3) * 6,
                        *["scan_3", "scan_3", "scan_4", "scan_4"] * 3,
                    ],
                ),
            ),
            expect=(Expect("obs/batch_id", 2),),
        ),
    ),
)
