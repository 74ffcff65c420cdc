"""Rule MEA016: a table holds the kind of feature that the card says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.feature_kinds import COLUMN, KINDS, kinds_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table whose var says of all features that they are of another kind."""
    for measured in measured_tables(card, facts):
        kinds = kinds_in(measured.features)
        # A table of several kinds is MEA017's.
        if len(kinds) != 1 or measured.table is None or not measured.feature_type:
            continue
        (kind, count), space = kinds[0], measured.declared.feature_space
        if measured.feature_type not in KINDS[kind] and space is not None:
            yield Evidence(
                Location("card", pointer=f"{space.pointer}/feature_type"),
                observed=kind,
                expected=measured.feature_type,
                count=count,
                total=measured.table.n_var,
                values={"column": f"{measured.table.path_of('var')}/{COLUMN}"},
            )


RULE = Rule(
    code="MEA016",
    name="feature-type-against-var",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A table holds the kind of feature that the card says.",
    message=(
        "{where} is {expected}, but {column} calls {count:,} of {total:,} features {observed!r}."
    ),
    fix="Correct `feature_type` in the card, or point `path_in_file` at the table that was meant.",
    why="Antibodies that are taken for genes are looked up, predicted and scored as transcripts.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "genes called Gene Expression",
            edits=(SetColumn("var", "feature_types", "Gene Expression"),),
        ),
    ),
    failing=(
        Example(
            "a table of antibodies declared as genes",
            edits=(SetColumn("var", "feature_types", "Antibody Capture"),),
            expect=(Expect("card:/tables/0/feature_space/feature_type", 40),),
        ),
    ),
    slots=("FeatureSpace.feature_type",),
)
