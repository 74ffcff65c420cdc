"""Rule TAB010: names of columns differ by more than case."""

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
    """Yield each obs or var with columns whose names differ in case only."""
    del card
    for table in facts.tables.values():
        for frame, columns in (("obs", table.obs_columns), ("var", table.var_columns)):
            # Two columns of the very same name are a fault of the file, which TAB032 reports.
            names: dict[str, set[str]] = {}
            for column in columns:
                names.setdefault(column.name.casefold(), set()).add(column.name)
            alike = [sorted(group) for group in names.values() if len(group) > 1]
            if alike:
                yield Evidence(
                    Location(frame, table=table.name),
                    count=sum(map(len, alike)),
                    total=len(columns),
                    examples=tuple(" / ".join(map(repr, group)) for group in alike),
                )


RULE = Rule(
    code="TAB010",
    name="column-names-alike",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Names of columns differ by more than case.",
    message="{count:,} of {total:,} columns of {where} have names that differ in case only: {examples}.",
    fix="Rename one of each pair, or drop it if both say the same.",
    why=(
        "In a Zarr store each column is a folder; on a file system that ignores case one "
        "overwrites the other, and people take one for the other everywhere."
    ),
    check=check,
    passing=(
        Example("names that differ by an underscore", edits=(SetColumn("obs", "donorid", "D1"),)),
    ),
    failing=(
        Example(
            "Donor_ID beside donor_id",
            edits=(SetColumn("obs", "Donor_ID", "D1"),),
            expect=(Expect("obs", 2),),
        ),
    ),
)
