"""Rule CRD024: everything that the card describes has rows in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


ROLES = ("condition", "sample", "donor", "plate", "batch", "site")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report conditions, samples and so on that no row of the file belongs to."""
    if facts.design is None:
        return
    for role in ROLES:
        assignment = facts.design.assignments.get(role)
        if assignment is None or assignment.impossible_columns:
            continue
        # Where nothing tells the sample or the condition of any row, CRD025 says so.
        if role in {"condition", "sample"} and role not in facts.design.roles:
            continue
        idle = [entity.entity_id for entity in assignment.entities if not entity.n_rows]
        if idle:
            yield Evidence(
                Location("card", pointer=f"/{PLACES[role]}"),
                observed=role,
                count=len(idle),
                total=len(assignment.entities),
                examples=tuple(idle),
            )


PLACES = {
    "condition": "conditions",
    "sample": "samples",
    "donor": "donors",
    "plate": "plates",
    "batch": "batches",
    "site": "sites",
}


RULE = Rule(
    code="CRD024",
    name="entity-without-rows",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Everything that the card describes has rows in the file.",
    message="{count} of {total} entries of {where} have no row in the file: {examples}.",
    fix="Correct `matches` or the identifier so that rows are found, or delete the entry if its rows were removed.",
    why="A condition without rows is either a spelling mistake, and its rows belong to nothing, or a promise that the data do not keep.",
    check=check,
    needs_card=True,
    slots=("Condition.matches", "Sample.matches"),
    passing=(
        Example("every condition has rows"),
        Example(
            "no column tells the condition of any row, which CRD025 says",
            edits=(DropColumn("obs", "condition_id"),),
        ),
    ),
    failing=(
        Example(
            "a donor whose cells were removed",
            edits=(SetCard("/donors/-", {"donor_id": "D9", "sex_ontology_term_id": "unknown"}),),
            expect=(Expect("card:/donors"),),
        ),
    ),
)
