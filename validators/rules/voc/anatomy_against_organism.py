"""Rule VOC030: tissues and cell types are those of the organism."""

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

CELL_TYPE = "cell_type_ontology_term_id"
SLOTS = ("tissue_ontology_term_id", CELL_TYPE)
OWN_ANATOMY = frozenset({"FBbt", "PO", "WBbt", "ZFA"})
"""Anatomies that belong to one organism, or to plants."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tissues and cell types of the anatomy of another organism."""
    yield from terms_of_others(card, facts, SLOTS, OWN_ANATOMY, attrgetter("anatomy_vocabulary"))


RULE = Rule(
    code="VOC030",
    name="anatomy-against-organism",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Tissues and cell types are those of the organism.",
    message="{where} is {observed}, a term of the anatomy of {owner}; that of the declared organism has terms of {expected}.",
    fix="Write a term of the anatomy of the organism, or of CL for a cell type, or correct `organism_ontology_term_id`.",
    why="A muscle of a fly under the name of a mouse joins with nothing that is known of mice.",
    check=check,
    references=("CELLxGENE schema 7.1.0, tissue_ontology_term_id and cell_type_ontology_term_id",),
    passing=(
        Example("a cell type of the Cell Ontology"),
        Example(
            "a muscle of a worm of a worm",
            edits=(
                SetColumn("obs", CELL_TYPE, "WBbt:0005451"),
                SetCard("/organism_ontology_term_id", ["NCBITaxon:6239"]),
            ),
        ),
    ),
    failing=(
        Example(
            "a muscle of a worm of a human",
            edits=(SetColumn("obs", CELL_TYPE, {0: "WBbt:0005451", 1: "WBbt:0005451"}),),
            expect=(Expect(f"obs/{CELL_TYPE}", 2),),
        ),
    ),
)
