"""Rule TAB026: the column of feature identifiers is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.feature_columns import declared_feature_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each declared column of identifiers that the file does not have."""
    for declared in declared_feature_columns(card, facts):
        read = declared.read
        if read is None or declared.name in read.columns or declared.name in read.unreadable:
            continue
        there = ", ".join(list(read.columns)[:10]) or "no column"
        yield Evidence(
            Location("card", pointer=declared.pointer),
            observed=there,
            expected=declared.name,
            values={"frame": f"{declared.table.path_of(declared.frame)}"},
        )


RULE = Rule(
    code="TAB026",
    name="feature-column-absent",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The column that the card names for the identifiers of features is in var.",
    message="{where} names the column `{expected}`, but {frame} has {observed}.",
    fix=(
        "Write the name of the column as {frame} has it, or leave `feature_column` out where the "
        "identifiers are the row names."
    ),
    why="Without their identifiers features cannot be matched to genes, to gene sets or to other data.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "a column that is there",
            edits=(SetCard("/tables/0/feature_space/feature_column", "feature_name"),),
        ),
    ),
    failing=(
        Example(
            "a column of another file",
            edits=(SetCard("/tables/0/feature_space/feature_column", "gene_ids"),),
            expect=(Expect("card:/tables/0/feature_space/feature_column"),),
        ),
    ),
    slots=("FeatureSpace.feature_column",),
)
