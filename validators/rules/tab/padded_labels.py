"""Rule TAB029: no label begins or ends with white space."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of, counted
from aivc.validators.rules.tab.folding import are_padded, folded_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each text column with padded labels that no other label of it reads like."""
    del card
    for column in columns_of(facts, "obs", "var"):
        padded = _padded(column) if column.is_text else []
        if padded:
            yield Evidence(
                column.location,
                count=sum(count for _, count in padded),
                total=column.facts.n_rows,
                examples=counted(padded),
                values={"frame": column.frame, "column": column.name},
            )


def _padded(column: PlacedColumn) -> list[tuple[str, int]]:
    if not are_padded(column.facts.used):
        return []
    pairs = column.label_counts
    padded = [pair for pair in pairs if pair[0] != pair[0].strip() and pair[0].strip()]
    if not padded or column.frame == "var" or column.names_each_row:
        return padded
    # A padded label beside its plain twin is a variant, which TAB009 reports.
    fold_of = dict(zip(column.facts.used, folded_all(column.facts.used), strict=True))
    twins = Counter(fold_of.values())
    return [pair for pair in padded if twins[fold_of[pair[0]]] == 1]


RULE = Rule(
    code="TAB029",
    name="padded-labels",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Labels have no white space at their ends.",
    message=(
        "{count:,} of {total:,} rows of {where} have a label with white space at an end: {examples}."
    ),
    fix=(
        "Strip them: `adata.{frame}['{column}'] = "
        "adata.{frame}['{column}'].astype(object).str.strip().astype('category')`."
    ),
    why="The space cannot be seen, and the card, a split or another file writes the label without it.",
    check=check,
    passing=(
        Example(
            "white space within a label",
            edits=(SetColumn("obs", "arm", ["low dose", "high dose"] * 24),),
        ),
    ),
    failing=(
        Example(
            "a level cut out of a line of text",
            edits=(SetColumn("obs", "arm", ["low", " high"] * 24),),
            expect=(Expect("obs/arm", 24),),
        ),
    ),
)
