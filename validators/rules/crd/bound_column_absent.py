"""Rule CRD023: every column that the card binds is in the file."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report columns that the binding or a match names and no obs has."""
    present = sorted({c.name for table in facts.tables.values() for c in table.obs_columns})
    missing: defaultdict[str, list[str]] = defaultdict(list)
    for pointer, column in named_columns(card):
        if column not in present:
            missing[column].append(pointer)
    for column, pointers in missing.items():
        near = get_close_matches(column, present, 1)
        yield Evidence(
            Location("card", pointer=pointers[0]),
            observed=column,
            count=len(pointers),
            examples=tuple(pointers),
            values={"hint": f" Did you mean `{near[0]}`?" if near else ""},
        )


def named_columns(card: DatasetCard) -> Iterator[tuple[str, str]]:
    """Yield every place of the card that names an obs column, with the column."""
    for key in card.binding.keys if card.binding else ():
        for position, column in enumerate(key.columns):
            yield f"{key.pointer}/columns/{position}", column
    for entities in (
        card.conditions,
        card.samples,
        card.donors,
        card.batches,
        card.plates,
        card.sites,
    ):
        for entity in entities:
            for match in entity.matches:
                if match.column is not None:
                    yield f"{match.pointer}/column", match.column


RULE = Rule(
    code="CRD023",
    name="bound-column-absent",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Every column that the card binds is in the file.",
    message="The card names obs column `{observed}` in {count} places; the file does not have it.{hint}",
    fix="Correct the name of the column.{hint} `aivc inspect` lists the columns.",
    why="Rows cannot be assigned to samples or conditions by a column that is not there.",
    check=check,
    needs_card=True,
    slots=("RoleColumns.columns", "ColumnMatch.column"),
    passing=(
        Example(
            "a column of the file is bound",
            edits=(SetCard("/binding", {"keys": [{"role": "lane", "columns": ["batch_id"]}]}),),
        ),
    ),
    failing=(
        Example(
            "a column with another spelling",
            edits=(SetCard("/binding", {"keys": [{"role": "plate", "columns": ["plateid"]}]}),),
            expect=(Expect("card:/binding/keys/0/columns/0"),),
        ),
    ),
)
