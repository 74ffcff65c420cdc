"""Rule TAB005: no name begins or ends with white space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import indexes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each index, and each frame among whose column names one, has padded names."""
    del card
    for location, index, named in indexes_of(facts):
        if index.n_padded:
            yield Evidence(
                location,
                count=index.n_padded,
                total=index.n_rows,
                examples=tuple(map(repr, index.padded_examples)),
                values={"named": f"names of {named}"},
            )
    for table in facts.tables.values():
        for frame, columns in (("obs", table.obs_columns), ("var", table.var_columns)):
            padded = [column.name for column in columns if column.name != column.name.strip()]
            if padded:
                yield Evidence(
                    Location(frame, table=table.name),
                    count=len(padded),
                    total=len(columns),
                    examples=tuple(map(repr, padded)),
                    values={"named": "names of columns"},
                )


RULE = Rule(
    code="TAB005",
    name="padded-names",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Names of observations, features and columns have no white space at their ends.",
    message=(
        "{count:,} of {total:,} {named} of {where} begin or end with white space, such as {examples}."
    ),
    fix=(
        "Strip them: `adata.obs_names = adata.obs_names.str.strip(); adata.var_names = "
        "adata.var_names.str.strip(); adata.obs.columns = adata.obs.columns.str.strip()`; then "
        "look again for names that occur twice."
    ),
    why=(
        "The space cannot be seen and breaks every match: `CD3E ` is found in no gene set, and a "
        "split that lists the name without it does not contain the row."
    ),
    check=check,
    passing=(
        Example("a space within a name is part of it", edits=(SetNames("obs", {0: "cell 1"}),)),
    ),
    failing=(
        Example(
            "barcodes cut out of a table with its spaces",
            edits=(SetNames("obs", {0: " AAACCCAAGCGTATGG-1", 1: "AAACCCAAGCGTATGA-1 "}),),
            expect=(Expect("obs", 2),),
        ),
        Example(
            "a column name with a space at its end",
            edits=(SetColumn("obs", "viability ", 0.9),),
            expect=(Expect("obs", 1),),
        ),
    ),
)
