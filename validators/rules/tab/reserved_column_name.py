"""Rule TAB028: column names can be written by every reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each obs or var with column names that begin with two underscores or hold a slash."""
    del card
    for table in facts.tables.values():
        for frame, columns in (("obs", table.obs_columns), ("var", table.var_columns)):
            for column in columns:
                reason = _reason(column.name)
                if reason:
                    yield Evidence(
                        Location(frame, table=table.name, column=column.name),
                        observed=reason,
                        values={"column": column.name, "frame": frame},
                    )


def _reason(name: str) -> str:
    if name.startswith("__"):
        return "begins with two underscores, which AnnData and CELLxGENE keep for themselves"
    if "/" in name:
        return "holds a slash, which AnnData takes for a folder"
    return "" if name.strip() else "is empty"


RULE = Rule(
    code="TAB028",
    name="reserved-column-name",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Column names hold nothing that a file format keeps for itself.",
    message="The name of {where} {observed}.",
    fix="Rename it: `adata.{frame} = adata.{frame}.rename(columns={{'{column}': ...}})`.",
    why="Some readers refuse the file, others lose the column without a word.",
    check=check,
    passing=(Example("one underscore in front", edits=(SetColumn("obs", "_scvi_batch", 1),)),),
    failing=(
        Example(
            "two underscores in front",
            edits=(SetColumn("obs", "__barcode", "x"),),
            expect=(Expect("obs/__barcode"),),
        ),
    ),
    references=(
        "https://github.com/chanzuckerberg/single-cell-curation/blob/main/schema/7.1.0/schema.md",
    ),
)
