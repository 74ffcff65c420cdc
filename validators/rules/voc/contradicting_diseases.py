"""Rule VOC027: nobody is healthy and ill at once, and no disease is listed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.term_uses import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


HEALTHY = "PATO:0000461"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report lists of diseases that contradict or repeat themselves."""
    listed = [(donor.pointer, donor.disease_ontology_term_id) for donor in card.donors]
    listed += [(sample.pointer, sample.disease_ontology_term_id) for sample in card.samples]
    for pointer, terms in listed:
        problem = _problem(terms, ordered=False)
        if problem:
            yield Evidence(
                Location("card", pointer=f"{pointer}/disease_ontology_term_id"),
                observed=problem,
                values={"rows": ""},
            )
    for table in facts.tables.values():
        column = table.obs.columns.get("disease_ontology_term_id") if table.obs else None
        for label in column.used if column else ():
            problem = _problem(tuple(label.split(SEPARATOR)), ordered=True)
            if problem and column is not None:
                count = column.count_of(label)
                yield Evidence(
                    Location("obs", table=table.name, column="disease_ontology_term_id"),
                    observed=problem,
                    count=count,
                    total=column.n_rows,
                    examples=(label,),
                    values={"rows": f" ({count} of {column.n_rows} rows)"},
                )


def _problem(terms: tuple[str, ...], *, ordered: bool) -> str:
    if HEALTHY in terms and len(set(terms)) > 1:
        return f"{HEALTHY} (healthy) stands beside {', '.join(t for t in terms if t != HEALTHY)}"
    if len(set(terms)) < len(terms):
        return "a disease is listed twice"
    if ordered and list(terms) != sorted(terms):
        return f"the terms are not in ascending order: {SEPARATOR.join(sorted(terms))}"
    return ""


RULE = Rule(
    code="VOC027",
    name="contradicting-diseases",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Nobody is healthy and ill at once, and no disease is listed twice.",
    message="At {where}, {observed}{rows}.",
    fix="Keep the diseases, each once and in ascending order; write PATO:0000461 alone for the healthy.",
    why="One patient in two groups makes both groups alike.",
    check=check,
    slots=("Donor.disease_ontology_term_id", "Sample.disease_ontology_term_id"),
    references=("CELLxGENE schema 7.1.0, disease_ontology_term_id",),
    passing=(
        Example(
            "two diseases in order",
            edits=(SetColumn("obs", "disease_ontology_term_id", "MONDO:0004992 || MONDO:0005148"),),
        ),
    ),
    failing=(
        Example(
            "healthy and ill",
            edits=(
                SetCard("/samples/0/disease_ontology_term_id", ["PATO:0000461", "MONDO:0018177"]),
            ),
            expect=(Expect("card:/samples/0/disease_ontology_term_id"),),
        ),
        Example(
            "two diseases out of order",
            edits=(
                SetColumn("obs", "disease_ontology_term_id", {0: "MONDO:0005148 || MONDO:0004992"}),
            ),
            expect=(Expect("obs/disease_ontology_term_id", 1),),
        ),
    ),
)
