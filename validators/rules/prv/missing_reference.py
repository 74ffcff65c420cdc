"""Rule PRV012: sequencing data name the genome and the annotation that reads were counted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


SEQUENCED = ("SingleCellRNA", "SingleCellATAC", "SpotSpatial")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report sequencing data without reference or annotation."""
    missing = [
        slot
        for slot, value in (
            ("reference_genome", card.reference_genome),
            ("gene_annotation", card.gene_annotation),
        )
        if not value
    ]
    if missing:
        yield Evidence(
            Location("card"),
            observed=" and ".join(missing),
            count=len(missing),
            examples=tuple(missing),
        )


RULE = Rule(
    code="PRV012",
    name="missing-reference",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Sequencing data name the genome and the annotation that reads were counted on.",
    message="The card does not give {observed}, which sequencing data need.",
    fix="Add {observed}, such as `reference_genome: GRCh38.p14` and `gene_annotation: GENCODE v48`.",
    why="Genes merge, split and change names between annotations; without the release two datasets cannot be joined by gene.",
    check=check,
    needs_card=True,
    operators=SEQUENCED,
    slots=("DatasetCard.reference_genome", "DatasetCard.gene_annotation"),
    passing=(Example("both are given"),),
    failing=(
        Example("no annotation", edits=(DropCard("/gene_annotation"),), expect=(Expect("card:/"),)),
        Example(
            "neither",
            edits=(DropCard("/gene_annotation"), DropCard("/reference_genome")),
            expect=(Expect("card:/", 2),),
        ),
    ),
)
