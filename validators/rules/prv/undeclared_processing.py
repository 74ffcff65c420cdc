"""Rule PRV011: processing that left traces in the file is in the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetUns
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


TRACES = {
    "log1p": ("log_transform",),
    "hvg": ("feature_selection",),
    "pca": ("dimensionality_reduction",),
    "umap": ("dimensionality_reduction",),
    "neighbors": ("dimensionality_reduction", "clustering"),
    "leiden": ("clustering",),
    "louvain": ("clustering",),
    "rank_genes_groups": ("clustering", "annotation", "feature_selection"),
}
"""Keys that scanpy leaves in uns, and the steps that they tell of."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report traces of steps that the card does not declare."""
    declared = {step.step_type for step in card.activities}
    for table in facts.tables.values():
        for key in table.uns_keys:
            steps = TRACES.get(key, ())
            if steps and not declared.intersection(steps):
                yield Evidence(
                    Location("uns", table=table.name, column=key), expected=" or ".join(steps)
                )
        names = {column.name for column in table.var_columns}
        if (
            "highly_variable" in names
            and "feature_selection" not in declared
            and "hvg" not in table.uns_keys
        ):
            yield Evidence(
                Location("var", table=table.name, column="highly_variable"),
                expected="feature_selection",
            )


RULE = Rule(
    code="PRV011",
    name="undeclared-processing",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Processing that left traces in the file is in the card.",
    message="{where} shows that a step of kind {expected} was run; the card declares none.",
    fix="Add the step to `activities` with the observations that it was fitted on, or remove {where} from the file.",
    why="A gene list or an embedding that was computed with the test cells in it carries them into training.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.activities",),
    passing=(Example("uns entries that no step left", edits=(SetUns("citation", "doi:10.1/x"),)),),
    failing=(
        Example(
            "a logarithm that nobody declared",
            edits=(SetUns("log1p", {"base": "e"}),),
            expect=(Expect("uns/log1p"),),
        ),
        Example(
            "variable genes that nobody declared",
            edits=(SetColumn("var", "highly_variable", values=True),),
            expect=(Expect("var/highly_variable"),),
        ),
    ),
)
