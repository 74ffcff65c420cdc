"""Rule VOC025: a tissue term is of the vocabulary that its tissue type asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import vocabulary_of
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


WANTED = {
    "tissue": ("UBERON", "FBbt", "WBbt", "ZFA", "PO"),
    "organoid": ("UBERON",),
    "primary cell culture": ("CL", "FBbt", "WBbt", "ZFA", "PO"),
    "cell line": ("CVCL",),
}
"""CELLxGENE 7.1, tissue_ontology_term_id; plants, which it does not take, have PO."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report samples whose tissue term does not fit their tissue type."""
    for sample in card.samples:
        term = sample.tissue_ontology_term_id
        wanted = WANTED.get(sample.tissue_type or "", ())
        if wanted and term and term != "unknown" and vocabulary_of(term) not in wanted:
            yield Evidence(
                Location("card", pointer=f"{sample.pointer}/tissue_ontology_term_id"),
                observed=term,
                expected=" or ".join(wanted),
                values={"sample": sample.sample_id, "tissue_type": sample.tissue_type},
            )


RULE = Rule(
    code="VOC025",
    name="tissue-term-against-type",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A tissue term is of the vocabulary that its tissue type asks for.",
    message="Sample `{sample}` is a {tissue_type}, which takes a term of {expected}; it has {observed}.",
    fix="Write a term of {expected}, or correct `tissue_type`.",
    why="A cell line under the term of its organ of origin is counted as tissue of a donor.",
    check=check,
    needs_card=True,
    slots=("Sample.tissue_type", "Sample.tissue_ontology_term_id"),
    references=("CELLxGENE schema 7.1.0, tissue_ontology_term_id",),
    passing=(
        Example(
            "a cell line by its Cellosaurus identifier",
            edits=(
                SetCard("/samples/0/tissue_type", "cell line"),
                SetCard("/samples/0/tissue_ontology_term_id", "CVCL_0004"),
            ),
        ),
    ),
    failing=(
        Example(
            "a cell line under the term of an organ",
            edits=(
                SetCard("/samples/0/tissue_type", "cell line"),
                SetCard("/samples/0/tissue_ontology_term_id", "UBERON:0002048"),
            ),
            expect=(Expect("card:/samples/0/tissue_ontology_term_id"),),
        ),
    ),
)
