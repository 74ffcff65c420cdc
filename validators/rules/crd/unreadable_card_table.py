"""Rule CRD017: tables that the card names can be read."""

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
    """Report tables beside the card that are absent or cannot be read."""
    for table in facts.card.tables:
        if table.problem:
            yield Evidence(
                Location("card", pointer=f"/{table.slot}"),
                observed=table.problem,
                values={"path": table.path, "slot": table.slot},
            )


RULE = Rule(
    code="CRD017",
    name="unreadable-card-table",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Tables that the card names can be read.",
    message="`{slot}` names {path}, which cannot be read: {observed}.",
    fix="Put {path} beside the card as a tab-separated, comma-separated or Parquet table, or correct the path.",
    why="The conditions or samples in that table are unknown to every other check.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.conditions_table", "DatasetCard.samples_table", "DatasetCard.events_table"),
    passing=(Example("no table is named"),),
    failing=(
        Example(
            "a table that is not there",
            edits=(SetCard("/conditions_table", {"path": "conditions.tsv"}),),
            expect=(Expect("card:/conditions_table"),),
        ),
    ),
)
