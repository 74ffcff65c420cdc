"""Rule VOC008: gene ids are those of the organism's annotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aivc.schema.vocabulary import genes, mangled_gene, organism_of_gene_ids, species_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetNames
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_features import (
    MOSTLY,
    SPIKE_INS,
    gene_features,
    known_tables,
    organisms_of,
    species_among,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report gene ids that the annotation of none of the organisms has."""
    declared = species_among(organisms_of(card, facts))
    taxa = known_tables(declared)
    for features in gene_features(card, facts):
        if not features.are_ids:
            continue
        # Empty names and names that a spreadsheet turned into dates have rules of their own.
        ids = [
            name
            for name in features.names
            if name.strip() and not name.startswith(SPIKE_INS) and mangled_gene(name) is None
        ]
        if taxa:
            unknown, releases = _not_annotated(ids, taxa)
        else:
            unknown, releases = _of_no_form(ids, declared)
        if unknown:
            yield Evidence(
                features.location,
                observed=", ".join(unknown[:3]),
                count=len(unknown),
                total=len(features.names),
                examples=tuple(unknown),
                values={"releases": releases},
            )


def _not_annotated(ids: list[str], taxa: tuple[str, ...]) -> tuple[list[str], str]:
    """Return ids that no gene table has, and what the tables are called."""
    if organism_of_gene_ids(ids)[0] not in taxa:
        return [], ""  # ids of another organism are one cause, and have a rule of their own
    tables = [genes(taxon) for taxon in taxa]
    unknown = [
        name for name in ids if all(table.by_id(name.split(".")[0]) is None for table in tables)
    ]
    return unknown, ", ".join(table.version for table in tables)


def _of_no_form(ids: list[str], declared: tuple[str, ...]) -> tuple[list[str], str]:
    """Return ids of another form where most are, of organisms whose genes are not held.

    Genes of organelles and of transfer RNA often have ids of another form.
    """
    known = [species for taxon in declared if (species := species_of(taxon)) is not None]
    if not known or len(known) < len(declared) or organism_of_gene_ids(ids)[1] > MOSTLY:
        return [], ""
    forms = re.compile("|".join(f"({species.gene_id_pattern})" for species in known))
    unknown = [name for name in ids if not forms.fullmatch(name.split(".")[0])]
    if len(unknown) <= MOSTLY * len(ids):
        return [], ""
    return unknown, "the form of the ids of " + " or ".join(s.scientific_name for s in known)


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
        Example(
            "ids of the right form, of an organism whose genes are not held",
            edits=(
                SetCard("/organism_ontology_term_id", ["NCBITaxon:3702"]),
                SetNames("var", {row: f"AT1G{row:05}" for row in range(40)}),
            ),
        ),
        Example("a version behind the id", edits=(SetNames("var", {0: "ENSG00000141510.18"}),)),
    ),
    failing=(
        Example(
            "an id that was never given",
            edits=(SetNames("var", {0: "ENSG00000999999"}),),
            expect=(Expect("var", 1),),
        ),
        Example(
            "symbols that are called ids, of an organism whose genes are not held",
            edits=(
                SetCard("/organism_ontology_term_id", ["NCBITaxon:3702"]),
                SetNames("var", {row: f"WOX{row}" for row in range(40)}),
            ),
            expect=(Expect("var", 40),),
        ),
    ),
)
