"""Rule TAB018: every key in the file is described in the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Assignment, Facts

# Rows without a sample or a condition are those of CRD025.
LISTS = {"donor": "donors", "plate": "plates", "batch": "batches", "site": "sites"}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each kind of entity of which the file holds keys that the card does not list."""
    del card
    if facts.design is None:
        return
    for role, list_name in LISTS.items():
        assignment = facts.design.assignments.get(role)
        role_columns = facts.design.roles.get(role)
        if assignment is None or role_columns is None or not _is_listed(assignment):
            continue
        # Of entities found by `matches`, or told by the sample, the rows have no key of their own.
        if role_columns.derived_from or not role_columns.columns:
            continue
        # Rows without a key are those of TAB013.
        unknown = assignment.n_unassigned - role_columns.n_missing
        if unknown <= 0:
            continue
        columns = role_columns.columns
        yield Evidence(
            Location("obs", table=role_columns.table, column=columns[0]),
            count=unknown,
            total=facts.design.n_rows,
            examples=assignment.unassigned_examples,
            values={"role": role, "list": list_name},
        )


def _is_listed(assignment: Assignment) -> bool:
    # Without a single entity in the card there is no list to be in; CRD001 asks for one.
    return bool(assignment.entities) and not assignment.impossible_columns


RULE = Rule(
    code="TAB018",
    name="key-not-in-card",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every donor, plate, batch and site in the file is in the card.",
    message=(
        "{count:,} of {total:,} rows of {where} have a {role} that `{list}` of the card does not list, "
        "such as {examples}."
    ),
    fix=(
        "Add an entry to `{list}` of the card for each of them, spelt as in the file; or correct "
        "the spelling in {where}."
    ),
    why=(
        "Nobody knows whose cells these are or how their plate was laid out, so they match no "
        "control and stand outside every check of a split."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "a card that lists no plates promises nothing about them",
            edits=(DropCard("/plates"),),
        ),
    ),
    failing=(
        Example(
            "a donor misspelt in five rows",
            edits=(SetColumn("obs", "donor_id", dict.fromkeys(range(5), "D01")),),
            expect=(Expect("obs/donor_id", 5),),
        ),
        Example(
            "a plate that the card lost",
            edits=(DropCard("/plates/1"),),
            expect=(Expect("obs/plate_id", 24),),
        ),
    ),
    slots=(
        "DatasetCard.donors",
        "DatasetCard.plates",
        "DatasetCard.batches",
        "DatasetCard.sites",
    ),
)
