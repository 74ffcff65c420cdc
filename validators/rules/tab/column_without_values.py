"""Rule TAB030: every column holds something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import frame_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each obs or var once, with the columns that are missing in every row."""
    del card
    for table in facts.tables.values():
        for frame in ("obs", "var"):
            columns = frame_columns(table, frame)
            empty = [name for name, c in columns.items() if c.n_rows and c.n_missing == c.n_rows]
            if empty:
                yield Evidence(
                    Location(frame, table=table.name),
                    count=len(empty),
                    total=len(columns),
                    examples=tuple(empty),
                    values={"frame": frame, "list": ", ".join(map(repr, empty[:20]))},
                )


RULE = Rule(
    code="TAB030",
    name="column-without-values",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Every column holds a value in some row.",
    message="{count:,} of {total:,} columns of {where} hold no value in any row: {examples}.",
    fix="Drop them, or fill them in: `adata.{frame} = adata.{frame}.drop(columns=[{list}])`.",
    why="An empty column promises what is not there; `Unnamed: 0` is left over from a table of text.",
    check=check,
    passing=(Example("a value in one row", edits=(SetColumn("obs", "note", {0: "lysed"}),)),),
    failing=(
        Example(
            "a column that was never filled in",
            edits=(SetColumn("obs", "note", None),),
            expect=(Expect("obs", 1),),
        ),
    ),
)
