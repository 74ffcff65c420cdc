"""Rule CRD025: every row of the file belongs to a condition and a sample of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report rows that no condition or no sample of the card claims."""
    if facts.design is None:
        return
    declared = {"condition": len(card.conditions), "sample": len(card.samples)}
    for role, n_declared in declared.items():
        assignment = facts.design.assignments.get(role)
        if assignment is None or not n_declared or not assignment.n_unassigned:
            continue
        resolved = facts.design.roles.get(role)
        column = " + ".join(resolved.columns) if resolved else ""
        yield Evidence(
            Location("obs", table=resolved.table if resolved else "", column=column),
            observed=role,
            count=assignment.n_unassigned,
            total=facts.design.n_rows,
            examples=assignment.unassigned_examples,
            values={"because": _because(assignment.unassigned_examples)},
        )


def _because(keys: tuple[str, ...]) -> str:
    return f"their keys are {', '.join(keys)}" if keys else "no column tells which"


RULE = Rule(
    code="CRD025",
    name="rows-without-entity",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every row of the file belongs to a condition and a sample of the card.",
    message="{count} of {total} rows belong to no {observed} of the card; {because}.",
    fix="Add a {observed} for each of these keys, or correct the key of the rows. Where no column tells it, add one and bind it, or give each {observed} `matches`.",
    why="What was done to a cell without a condition is unknown; a model learns from it anyway.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.conditions", "DatasetCard.samples"),
    passing=(Example("every row has its condition"),),
    failing=(
        Example(
            "three rows of a condition that the card does not have",
            edits=(SetColumn("obs", "condition_id", {0: "dex_mid", 1: "dex_mid", 2: "dex_mid"}),),
            expect=(Expect("obs/condition_id", 3),),
        ),
        Example(
            "a file that does not say which row is which condition",
            edits=(DropColumn("obs", "condition_id"),),
            expect=(Expect("obs", 48),),
        ),
    ),
)
