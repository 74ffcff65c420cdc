"""Rule VOC008: gene ids are those of the organism's annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import genes, mangled_gene, organism_of_gene_ids
from aivc.validators.examples.example import Example, Expect, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_features import (
    SPIKE_INS,
    gene_features,
    known_tables,
    organisms_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report gene ids that the annotation of none of the organisms has."""
    taxa = known_tables(organisms_of(card, facts))
    if not taxa:
        return
    tables = [genes(taxon) for taxon in taxa]
    for features in gene_features(card, facts):
        if not features.are_ids or organism_of_gene_ids(features.names)[0] not in taxa:
            continue  # ids of another organism are one cause, and have a rule of their own
        unknown = [
            name
            for name in features.names
            # Empty names and names that a spreadsheet turned into dates have rules of their own.
            if name.strip()
            and not name.startswith(SPIKE_INS)
            and mangled_gene(name) is None
            and all(table.by_id(name.split(".")[0]) is None for table in tables)
        ]
        if unknown:
            yield Evidence(
                features.location,
                observed=", ".join(unknown[:3]),
                count=len(unknown),
                total=len(features.names),
                examples=tuple(unknown),
                values={"releases": ", ".join(table.version for table in tables)},
            )


RULE = Rule(
    code="VOC008",
    name="unknown-gene-ids",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Gene ids are those of the organism's annotation.",
    message="{count} of {total} gene ids at {where} are not in {releases}: {examples}.",
    fix="Map retired ids to their successors, name the release that they come from in `gene_annotation`, or correct `identifier_scheme` if these are no gene ids.",
    why="A gene that only one dataset knows drops out of every comparison; many of them mean another annotation than declared.",
    check=check,
    slots=("FeatureSpace.identifier_scheme", "DatasetCard.gene_annotation"),
    passing=(
        Example("a version behind the id", edits=(SetNames("var", {0: "ENSG00000141510.18"}),)),
    ),
    failing=(
        Example(
            "an id that was never given",
            edits=(SetNames("var", {0: "ENSG00000999999"}),),
            expect=(Expect("var", 1),),
        ),
    ),
)
