"""Rule TAB003: no observation and no feature is nameless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import indexes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each index that holds an empty name."""
    del card
    for location, index, named in indexes_of(facts):
        if index.n_empty:
            yield Evidence(
                location, count=index.n_empty, total=index.n_rows, values={"named": named}
            )


RULE = Rule(
    code="TAB003",
    name="empty-row-names",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every observation and every feature has a name.",
    message="{count:,} of {total:,} {named} in {where} have an empty name.",
    fix=(
        "Give the {named} of {where} their names back from the source, or drop them: "
        "`adata = adata[adata.obs_names != '', adata.var_names != '']`."
    ),
    why="What has no name cannot be assigned to a partition, predicted or looked up.",
    check=check,
    passing=(Example("a name of one letter", edits=(SetNames("obs", {0: "A"}),)),),
    failing=(
        Example(
            "two cells lost their barcodes",
            edits=(SetNames("obs", {0: "", 5: ""}),),
            expect=(Expect("obs", 2),),
        ),
        Example(
            "a gene without a name",
            edits=(SetNames("var", {3: ""}),),
            expect=(Expect("var", 1),),
        ),
    ),
)
