"""Rule VOC029: stages of development are those of the organism."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.voc.terms_of_others import terms_of_others

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report stages of a vocabulary that is that of another organism."""
    yield from terms_of_others(card, facts, (SLOT,), OWN_STAGES, attrgetter("stage_vocabulary"))


SLOT = "development_stage_ontology_term_id"
OWN_STAGES = frozenset({"HsapDv", "MmusDv", "FBdv", "WBls", "ZFS"})
"""Vocabularies of stages that belong to one organism."""

RULE = Rule(
    code="VOC029",
    name="stage-against-organism",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Stages of development are those of the organism.",
    message="{where} is {observed}, a stage of {owner}; the stages of the declared organism are terms of {expected}.",
    fix="Write a stage of the organism, `unknown` where none fits, or correct `organism_ontology_term_id`.",
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
        Example(
            "a human stage of an organism without stages of its own",
            edits=(
                SetColumn("obs", SLOT, "HsapDv:0000258"),
                SetCard("/organism_ontology_term_id", ["NCBITaxon:4932"]),
            ),
            expect=(Expect(f"obs/{SLOT}", 48),),
            specimen="guides",
        ),
    ),
)
