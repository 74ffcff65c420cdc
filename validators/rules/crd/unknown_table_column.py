"""Rule CRD031: tables beside the card have only columns that the standard has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import AddFile, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report columns of the card's tables that mean nothing to the standard."""
    for table in facts.card.tables:
        if table.unknown_columns:
            yield Evidence(
                Location("card", pointer=f"/{table.slot}"),
                observed=", ".join(table.unknown_columns),
                count=len(table.unknown_columns),
                examples=table.unknown_columns,
                values={"path": table.path},
            )


RULE = Rule(
    code="CRD031",
    name="unknown-table-column",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Tables beside the card have only columns that the standard has.",
    message="{count} columns of {path} are not read, because the standard has no such slot: {examples}.",
    fix="Rename them to slots of the standard (`aivc schema print` lists them), or delete them.",
    why="A mistyped column is read by nobody: a dose in a column `amont` is a dose that is not there.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.conditions_table", "DatasetCard.samples_table", "DatasetCard.events_table"),
    passing=(
        Example("no table is named"),
        Example(
            "columns that the standard has",
            edits=(
                AddFile("more_samples.tsv", "sample_id\ttissue_type\nD4_P1\ttissue\n"),
                SetCard("/samples_table", {"path": "more_samples.tsv"}),
            ),
        ),
    ),
    failing=(
        Example(
            "a mistyped column",
            edits=(
                AddFile("more_samples.tsv", "sample_id\ttisue_type\nD4_P1\ttissue\n"),
                SetCard("/samples_table", {"path": "more_samples.tsv"}),
            ),
            expect=(Expect("card:/samples_table"),),
        ),
    ),
)
