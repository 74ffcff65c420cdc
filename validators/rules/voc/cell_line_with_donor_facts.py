"""Rule VOC026: cells of a line have no donor, sex, stage or ancestry of their own in obs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


FACTS_OF_DONORS = (
    "donor_id",
    "sex_ontology_term_id",
    "development_stage_ontology_term_id",
    "self_reported_ethnicity_ontology_term_id",
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report obs of cell lines only, in which a fact of donors is given."""
    for table in facts.tables.values():
        columns = table.obs.columns if table.obs else {}
        kind = columns.get("tissue_type")
        # Which rows are lines is known from counts only where all are.
        if kind is None or kind.used != ("cell line",):
            continue
        for name in FACTS_OF_DONORS:
            labels = tuple(x for x in columns[name].used if x != "na") if name in columns else ()
            if labels:
                yield Evidence(
                    Location("obs", table=table.name, column=name),
                    observed=", ".join(labels[:3]),
                    expected="na",
                    count=sum(columns[name].count_of(label) for label in labels),
                    total=table.n_obs,
                    examples=labels,
                )


RULE = Rule(
    code="VOC026",
    name="cell-line-with-donor-facts",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Cells of a line have no donor, sex, stage or ancestry of their own in obs.",
    message="All cells are of cell lines, and {where} is {observed} in {count} of {total} rows; CELLxGENE takes {expected}.",
    fix="Write {expected}; Cellosaurus knows these facts of the line.",
    why="Facts of the donor of a line, taken decades ago, are learned as if they were facts of patients.",
    check=check,
    references=("CELLxGENE schema 7.1.0, donor_id",),
    passing=(
        Example(
            "na for cells of a line",
            edits=(
                SetColumn("obs", "tissue_type", "cell line"),
                SetColumn("obs", "donor_id", "na"),
                SetColumn("obs", "sex_ontology_term_id", "na"),
                SetColumn("obs", "development_stage_ontology_term_id", "na"),
                SetColumn("obs", "self_reported_ethnicity_ontology_term_id", "na"),
            ),
        ),
    ),
    failing=(
        Example(
            "a sex for the cells of a line",
            edits=(
                SetColumn("obs", "tissue_type", "cell line"),
                SetColumn("obs", "donor_id", "na"),
                SetColumn("obs", "sex_ontology_term_id", "PATO:0000383"),
                SetColumn("obs", "development_stage_ontology_term_id", "na"),
                SetColumn("obs", "self_reported_ethnicity_ontology_term_id", "na"),
            ),
            expect=(Expect("obs/sex_ontology_term_id", 48),),
        ),
    ),
)
