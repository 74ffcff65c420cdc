"""Rule TAB015: categories that no row uses are dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Damage, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import frame_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each obs or var once, with the columns that list unused categories."""
    del card
    for table in facts.tables.values():
        for frame in ("obs", "var"):
            columns = frame_columns(table, frame)
            unused = {
                name: int((column.counts == 0).sum())
                for name, column in columns.items()
                if column.info.kind == "categorical" and not column.counts.all()
            }
            if unused:
                yield Evidence(
                    Location(frame, table=table.name),
                    count=len(unused),
                    total=len(columns),
                    examples=tuple(f"{name} ({count:,})" for name, count in unused.items()),
                    values={"frame": frame},
                )


RULE = Rule(
    code="TAB015",
    name="unused-categories",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Categories that no row uses are dropped.",
    message="{count:,} of {total:,} columns of {where} list categories that no row has: {examples}.",
    fix=(
        "Drop them: `for c in adata.{frame}.select_dtypes('category'): adata.{frame}[c] = "
        "adata.{frame}[c].cat.remove_unused_categories()`."
    ),
    why=(
        "They are left over from a larger file; group-by and plots then show groups without a "
        "single observation."
    ),
    check=check,
    passing=(Example("every category is used", edits=(SetColumn("obs", "arm", ["a", "b"] * 24),)),),
    failing=(
        Example(
            "a donor that was filtered out",
            edits=(Damage("unused_category", "obs/donor_id"),),
            expect=(Expect("obs", 1),),
        ),
    ),
)
