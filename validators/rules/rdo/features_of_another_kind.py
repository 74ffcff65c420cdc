"""Rule RDO007: a readout is computed from features of a kind that it can be computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, pathways, readout
from aivc.validators.rules.rdo.inputs import inputs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.rdo.inputs import Input

GENE_PRODUCTS = ("gene", "transcript", "protein", "peptide", "antibody_tag")

NEEDS = {
    "pathway_activity": (*GENE_PRODUCTS, "metabolite"),
    "gene_set_score": GENE_PRODUCTS,
    # Motifs in open chromatin tell the activity of factors too.
    "tf_activity": (*GENE_PRODUCTS, "peak"),
    "ligand_receptor": GENE_PRODUCTS,
    "morphology_profile": ("image_feature", "image_channel"),
    "protein_abundance": ("protein", "peptide", "antibody_tag", "image_feature", "image_channel"),
}
"""Kinds of feature that each readout can be computed from; others are not asked."""

NAMELESS = "columns of obsm, which have no names"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts none of whose tables has features that they need."""
    for readout_ in card.readouts:
        needed = NEEDS.get(readout_.readout_type or "")
        inputs = inputs_of(readout_, card, facts)
        if needed is None or not inputs:
            continue
        seen = [_features(one, needed) for one in inputs]
        if all(seen):
            yield Evidence(
                Location("card", pointer=f"{readout_.pointer}/input_tables"),
                observed=" and ".join(dict.fromkeys(seen)),
                expected=" or ".join(needed),
                values={
                    "readout": readout_.readout_id,
                    "kind": readout_.readout_type,
                    "tables": ", ".join(readout_.input_tables),
                },
            )


def _features(one: Input, needed: tuple[str, ...]) -> str:
    """Return what a table holds instead; empty where it fits or is not told."""
    if "gene" in needed and one.matrix is not None and not one.has_names:
        return NAMELESS
    space = one.declared.feature_space
    kind = space.feature_type if space is not None else None
    return "" if kind is None or kind in needed else kind


RULE = Rule(
    code="RDO007",
    name="readout-of-other-features",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A readout is computed from features of a kind that it can be computed from.",
    message="Readout `{readout}` is {kind}, which is computed from {expected}; {tables} holds {observed}.",
    fix="Name in `input_tables` the table with the features that it is computed from, or correct `feature_type` of the table.",
    why="Genes that a table does not hold were inferred from something else: the readout is then that of a model and not of a measurement.",
    check=check,
    needs_card=True,
    slots=("Readout.input_tables", "FeatureSpace.feature_type"),
    passing=(Example("pathways of genes", edits=pathways()),),
    failing=(
        Example(
            "pathways of features of an image",
            edits=(
                *pathways(),
                SetCard("/tables/0/feature_space/feature_type", "image_feature"),
            ),
            expect=(Expect(f"card:{POINTER}/input_tables"),),
        ),
        Example(
            "morphology of genes",
            edits=(readout("morphology_profile"),),
            expect=(Expect(f"card:{POINTER}/input_tables"),),
        ),
    ),
)
