"""Rule TAB019: truth values are stored as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

PAIRS = (frozenset(("true", "false")), frozenset(("yes", "no")))


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each text column whose labels are true and false, or yes and no, and nothing else."""
    del card
    for column in columns_of(facts, "obs", "var"):
        if not column.is_text or not 1 < len(column.facts.used) <= 6:
            continue
        if {label.strip().casefold() for label in column.facts.used} in PAIRS:
            yield Evidence(
                column.location,
                count=column.facts.n_rows - column.facts.n_missing,
                total=column.facts.n_rows,
                examples=tuple(map(repr, column.facts.used)),
                values={"frame": column.frame, "column": column.name},
            )


RULE = Rule(
    code="TAB019",
    name="boolean-as-text",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Truth values are stored as such, not as words.",
    message="{where} holds truth values as text ({examples}) in {count:,} of {total:,} rows.",
    fix=(
        "`adata.{frame}['{column}'] = adata.{frame}['{column}'].astype(str).str.lower()"
        ".isin(['true', 'yes'])`."
    ),
    why="In Python the text 'False' counts as true, so a filter on the column keeps every row.",
    check=check,
    passing=(
        Example("truth values", edits=(SetColumn("obs", "is_doublet", [True, False] * 24),)),
        Example(
            "three answers are no truth value",
            edits=(SetColumn("obs", "smoker", ["yes", "no", "former"] * 16),),
        ),
    ),
    failing=(
        Example(
            "True and False as words",
            edits=(SetColumn("obs", "is_doublet", ["True", "False"] * 24),),
            expect=(Expect("obs/is_doublet", 48),),
        ),
    ),
)
