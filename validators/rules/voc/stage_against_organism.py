"""Rule VOC029: stages of development are those of the organism."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import find_organism, vocabulary_of
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.gene_features import organisms_of
from aivc.validators.rules.voc.term_uses import term_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report stages of a vocabulary that is that of another organism."""
    declared = [find_organism(taxon) for taxon in organisms_of(card, facts)]
    wanted = {organism.stage_vocabulary for organism in declared if organism is not None}
    if not declared or None in wanted or None in declared:
        return  # an organism without a vocabulary of its own takes any
    for use in term_uses(card, facts):
        vocabulary = vocabulary_of(use.text)
        if use.slot == SLOT and vocabulary in OWN_STAGES and vocabulary not in wanted:
            yield Evidence(
                use.location,
                observed=use.text,
                expected=" or ".join(sorted(name for name in wanted if name)),
                count=use.count,
                total=use.total,
                examples=(use.text,),
            )


SLOT = "development_stage_ontology_term_id"
OWN_STAGES = frozenset({"HsapDv", "MmusDv", "FBdv", "WBls", "ZFS"})
"""Vocabularies of stages that belong to one organism."""

RULE = Rule(
    code="VOC029",
    name="stage-against-organism",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Stages of development are those of the organism.",
    message="{where} is {observed}; the stages of the declared organism are terms of {expected}.",
    fix="Write a term of {expected}, or correct `organism_ontology_term_id`.",
    why="A human stage on a mouse is the first sign of a table that was pasted from elsewhere.",
    check=check,
    references=("CELLxGENE schema 7.1.0, development_stage_ontology_term_id",),
    passing=(Example("an adult human", edits=(SetColumn("obs", SLOT, "HsapDv:0000258"),)),),
    failing=(
        Example(
            "a stage of the mouse",
            edits=(SetColumn("obs", SLOT, {0: "MmusDv:0000110", 1: "MmusDv:0000110"}),),
            expect=(Expect(f"obs/{SLOT}", 2),),
        ),
    ),
)
