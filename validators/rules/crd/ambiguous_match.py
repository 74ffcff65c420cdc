"""Rule CRD027: no row belongs to two conditions or two samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report rows that more than one entity of a kind claims."""
    if facts.design is None:
        return
    for role, assignment in sorted(facts.design.assignments.items()):
        if assignment.n_ambiguous:
            resolved = facts.design.roles.get(role)
            column = " + ".join(resolved.columns) if resolved else ""
            yield Evidence(
                Location("obs", table=resolved.table if resolved else "", column=column),
                observed=role,
                count=assignment.n_ambiguous,
                total=facts.design.n_rows,
                examples=assignment.ambiguous_examples,
            )


RULE = Rule(
    code="CRD027",
    name="ambiguous-match",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No row belongs to two conditions or two samples.",
    message="{count} of {total} rows belong to more than one {observed} of the card: {examples}.",
    fix="Narrow `matches` of these entries until each row fits one.",
    why="A cell that was treated and untreated at once makes every contrast smaller than it is.",
    check=check,
    needs_card=True,
    slots=("Condition.matches", "Sample.matches"),
    passing=(Example("every row fits one condition"),),
    failing=(
        Example(
            "two donors claim the rows of one",
            edits=(SetCard("/donors/1/matches", [{"column": "donor_id", "column_value": "D1"}]),),
            expect=(Expect("obs/donor_id", 16),),
        ),
    ),
)
