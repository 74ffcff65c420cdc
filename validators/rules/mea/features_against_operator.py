"""Rule MEA002: an operator measures features of its own kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

# Guides and hashtags of poly-A capture are read with the RNA; gene activity is made of fragments;
# Visium and Xenium have protein panels. Operators that are not here measure many kinds.
MEASURES = {
    "SingleCellRNA": ("gene", "transcript", "guide", "hashtag"),
    "SingleCellATAC": ("peak", "gene"),
    "SurfaceProtein": ("antibody_tag", "hashtag", "protein"),
    "SingleCellProteomics": ("protein", "peptide", "gene"),
    "SpotSpatial": ("gene", "transcript", "protein", "antibody_tag"),
    "ImagingSpatial": ("gene", "transcript", "protein", "antibody_tag", "image_feature"),
    "Histology": ("image_feature", "image_channel"),
    "Morphology": ("image_feature", "image_channel"),
    "LiveImaging": ("image_feature", "image_channel"),
    "BulkExpression": ("gene", "transcript"),
    # Proteins named by their genes are proteins; antibodies of arrays are tags of their own.
    "BulkProteomics": ("protein", "peptide", "gene", "antibody_tag"),
    # Reads are counted by guide, then added up by gene.
    "PooledScreen": ("guide", "gene"),
}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table whose features its operator cannot measure."""
    for measured in measured_tables(card, facts):
        possible = MEASURES.get(measured.operator_type, ())
        space = measured.declared.feature_space
        if space is None or not measured.feature_type or not possible:
            continue
        if measured.feature_type not in possible:
            yield Evidence(
                Location("card", pointer=f"{space.pointer}/feature_type"),
                observed=measured.feature_type,
                expected=" or ".join(possible),
                values={
                    "operator": measured.operator.operator_id,
                    "kind": measured.operator_type,
                },
            )


RULE = Rule(
    code="MEA002",
    name="feature-type-against-operator",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An operator measures features of its own kind.",
    message=("{where} is {observed}, but the operator `{operator}` ({kind}) measures {expected}."),
    fix="Correct `feature_type`, or name in `measured_by` the operator that measured this table.",
    why=(
        "Rules, splits and readouts treat antibodies and genes differently; under the wrong name "
        "CD4 the protein is compared with CD4 the transcript."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "guides that are read with the RNA",
            specimen="guides",
            edits=(SetCard("/tables/1/feature_space/feature_type", "guide"),),
        ),
    ),
    failing=(
        Example(
            "transcripts on an immunoblot",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/operator_type", "BulkProteomics"),
                SetCard("/tables/0/feature_space/feature_type", "transcript"),
            ),
            expect=(Expect("card:/tables/0/feature_space/feature_type"),),
        ),
        Example(
            "proteins in a pooled screen",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/operator_type", "PooledScreen"),
                SetCard("/tables/0/feature_space/feature_type", "protein"),
            ),
            expect=(Expect("card:/tables/0/feature_space/feature_type"),),
        ),
        Example(
            "antibody tags declared as genes",
            specimen="cite",
            edits=(SetCard("/tables/1/feature_space/feature_type", "gene"),),
            expect=(Expect("card:/tables/1/feature_space/feature_type"),),
        ),
    ),
    slots=("FeatureSpace.feature_type", "ModalityTable.measured_by"),
)
