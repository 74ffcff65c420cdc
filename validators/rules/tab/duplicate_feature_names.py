"""Rule TAB002: every feature has a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import copies_of, counted, indexes_of
from aivc.validators.rules.tab.feature_columns import declared_feature_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each var, and each declared column of identifiers, in which a name is used again."""
    for location, index, named in indexes_of(facts):
        n_copies, examples = copies_of(index)
        if named == "features" and n_copies:
            yield Evidence(location, count=n_copies, total=index.n_rows, examples=examples)
    for declared in declared_feature_columns(card, facts):
        column = declared.column
        if column is None:
            continue
        counts = zip(column.categories, column.counts.tolist(), strict=True)
        repeated = [(label, count) for label, count in counts if count > 1]
        if repeated:
            yield Evidence(
                Location(declared.frame, table=declared.table.name, column=declared.name),
                count=sum(count - 1 for _, count in repeated),
                total=column.n_rows,
                examples=counted(repeated),
            )


RULE = Rule(
    code="TAB002",
    name="duplicate-feature-names",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every feature has a name of its own.",
    message=(
        "{count:,} of {total:,} features in {where} have a name that a feature before them has, such "
        "as {examples}."
    ),
    fix=(
        "Name features by stable identifiers and keep symbols in a column: "
        "`adata.var['symbol'] = adata.var_names; adata.var_names = adata.var['gene_ids']`. Do not "
        "number the copies with `var_names_make_unique`: TBCE-1 is no gene."
    ),
    why=(
        "Predictions and gene sets find features by name; of two features of one name a model is "
        "scored on whichever comes first."
    ),
    check=check,
    passing=(
        Example(
            "symbols may repeat in a column that is not the identifier",
            edits=(SetColumn("var", "feature_name", {0: "TBCE", 1: "TBCE"}),),
        ),
    ),
    failing=(
        Example(
            "two genes of one symbol in the index",
            edits=(SetNames("var", {0: "TBCE", 1: "TBCE"}),),
            expect=(Expect("var", 1),),
        ),
        Example(
            "a declared column of identifiers that repeats one",
            edits=(
                SetCard("/tables/0/feature_space/feature_column", "feature_name"),
                SetColumn("var", "feature_name", {0: "TBCE", 1: "TBCE", 2: "TBCE"}),
            ),
            expect=(Expect("var/feature_name", 2),),
        ),
    ),
    slots=("FeatureSpace.feature_column",),
)
