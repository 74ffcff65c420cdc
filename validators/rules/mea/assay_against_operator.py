"""Rule MEA004: the assay term of an operator is an assay of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.assay_branches import foreign_branch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator whose assay term lies in a branch of another kind of measurement."""
    del facts
    from aivc.schema.vocabulary import lookup

    for operator in card.operators:
        curie = operator.assay_ontology_term_id
        if not curie or not operator.operator_type:
            continue
        branch = foreign_branch(operator.operator_type, curie)
        if branch is not None:
            term = lookup(curie)
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/assay_ontology_term_id"),
                observed=f"{curie} ({term.label if term else ''}), which is about {branch.words}",
                expected=operator.operator_type,
            )


RULE = Rule(
    code="MEA004",
    name="assay-term-against-operator",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The assay term of an operator is an assay of its kind.",
    message="{where} is {observed}, but the operator is of type {expected}.",
    fix=(
        "Look the assay up in EFO and correct the term "
        "or `operator_type`; where EFO has none, leave it out and fill in `assay_gap_note`."
    ),
    why=(
        "Datasets are found and held out by assay; under a wrong term the test of a new platform "
        "is run on an old one."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "CITE-seq is an assay of RNA as well as of protein",
            edits=(SetCard("/operators/0/assay_ontology_term_id", "EFO:0009294"),),
        ),
        Example(
            "multiome RNA",
            edits=(SetCard("/operators/0/assay_ontology_term_id", "EFO:0030059"),),
        ),
    ),
    failing=(
        Example(
            "an array term on single-cell RNA",
            edits=(SetCard("/operators/0/assay_ontology_term_id", "EFO:0002768"),),
            expect=(Expect("card:/operators/0/assay_ontology_term_id"),),
        ),
        Example(
            "MERFISH on single-cell RNA",
            edits=(SetCard("/operators/0/assay_ontology_term_id", "EFO:0008992"),),
            expect=(Expect("card:/operators/0/assay_ontology_term_id"),),
        ),
    ),
    slots=("MeasurementOperator.assay_ontology_term_id",),
    references=("https://www.ebi.ac.uk/efo/",),
)
