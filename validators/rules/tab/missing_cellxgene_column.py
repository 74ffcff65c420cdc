"""Rule TAB012: obs has every column that CELLxGENE asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ASKED_FOR = (
    "assay_ontology_term_id",
    "cell_type_ontology_term_id",
    "development_stage_ontology_term_id",
    "disease_ontology_term_id",
    "donor_id",
    "is_primary_data",
    "self_reported_ethnicity_ontology_term_id",
    "sex_ontology_term_id",
    "suspension_type",
    "tissue_ontology_term_id",
    "tissue_type",
)
"""Columns of obs that a curator must fill in, CELLxGENE schema 7.1.0."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report the columns that a table lacks."""
    for table in facts.tables.values():
        present = {column.name for column in table.obs_columns}
        absent = tuple(name for name in ASKED_FOR if name not in present)
        if absent and table.n_obs:
            yield Evidence(
                Location("obs", table=table.name),
                observed=", ".join(absent),
                count=len(absent),
                total=len(ASKED_FOR),
                examples=absent,
            )


RULE = Rule(
    code="TAB012",
    name="missing-cellxgene-column",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="obs has every column that CELLxGENE asks for.",
    message="{where} lacks {count} of the {total} columns that CELLxGENE 7.1 asks for: {observed}.",
    fix="Add them to obs; `unknown` or `na` is allowed where CELLxGENE says so.",
    why="A file that is to be submitted to CELLxGENE is refused without them.",
    check=check,
    references=("CELLxGENE schema 7.1.0, obs",),
    passing=(Example("every column is there"),),
    failing=(
        Example(
            "no sex and no suspension type",
            edits=(
                DropColumn("obs", "sex_ontology_term_id"),
                DropColumn("obs", "suspension_type"),
            ),
            expect=(Expect("obs", 2),),
        ),
    ),
)
