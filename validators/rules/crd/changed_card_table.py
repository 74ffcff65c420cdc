"""Rule CRD018: tables that the card names are the ones that it was written for."""

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
    """Report tables whose bytes or number of rows are not what the card says."""
    for table in facts.card.tables:
        if table.problem:
            continue
        place = f"/{table.slot}"
        if table.declared_sha256 and table.declared_sha256 != table.actual_sha256:
            yield Evidence(
                Location("card", pointer=f"{place}/sha256"),
                observed=table.actual_sha256 or "",
                expected=table.declared_sha256,
                values={"path": table.path, "what": "digest"},
            )
        elif table.declared_rows is not None and table.declared_rows != table.actual_rows:
            yield Evidence(
                Location("card", pointer=f"{place}/n_rows"),
                observed=str(table.actual_rows),
                expected=str(table.declared_rows),
                values={"path": table.path, "what": "number of rows"},
            )


RULE = Rule(
    code="CRD018",
    name="changed-card-table",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Tables that the card names are the ones that it was written for.",
    message="The {what} of {path} is {observed}, the card says {expected}: the table was changed after the card was written.",
    fix="Put the right file back, or write {observed} at {where} if the change is meant.",
    why="Conditions that changed under a card that did not are a silent mix-up of treatments.",
    check=check,
    needs_card=True,
    slots=("DataFile.sha256", "DataFile.n_rows"),
    passing=(
        Example("no table is named"),
        Example(
            "a table with the number of rows that the card says",
            edits=(
                AddFile("more_samples.tsv", "sample_id\nD4_P1\nD4_P2\n"),
                SetCard("/samples_table", {"path": "more_samples.tsv", "n_rows": 2}),
            ),
        ),
    ),
    failing=(
        Example(
            "a table that lost a row",
            edits=(
                AddFile("more_samples.tsv", "sample_id\nD4_P1\n"),
                SetCard("/samples_table", {"path": "more_samples.tsv", "n_rows": 2}),
            ),
            expect=(Expect("card:/samples_table/n_rows"),),
        ),
        Example(
            "a table of other bytes",
            edits=(
                AddFile("more_samples.tsv", "sample_id\nD4_P1\n"),
                SetCard("/samples_table", {"path": "more_samples.tsv", "sha256": "0" * 64}),
            ),
            expect=(Expect("card:/samples_table/sha256"),),
        ),
    ),
)
