"""Rule CRD032: a card says what was measured: at least one sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report a card without samples, written in it or in a table beside it."""
    table_is_lost = any(t.slot == "samples_table" and t.problem for t in facts.card.tables)
    if not card.samples and not table_is_lost:
        yield Evidence(Location("card", pointer="/samples"))


RULE = Rule(
    code="CRD032",
    name="no-samples",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A card says what was measured: at least one sample.",
    message="The card has no `samples`, so tissue, disease, donor and kind of suspension are not said.",
    fix="Add a sample with `sample_id`, `tissue_type`, `tissue_ontology_term_id`, `disease_ontology_term_id` and `suspension_type`; one is enough where all rows are of one.",
    why="A model that learns cells without their tissue and disease cannot say where its predictions hold.",
    check=check,
    needs_card=True,
    slots=("DatasetCard.samples", "DatasetCard.samples_table"),
    passing=(
        Example(
            "one sample is enough to speak of",
            edits=(SetCard("/samples/0/replicate_number", 1),),
        ),
    ),
    failing=(
        Example(
            "no sample at all", edits=(DropCard("/samples"),), expect=(Expect("card:/samples"),)
        ),
    ),
)
