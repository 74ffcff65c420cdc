"""Rule MEA015: every operator measured something that is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, MeasurementOperator
    from aivc.validators.facts.model import Facts

# Images, movies, points and endpoints need not be tables.
GIVES_A_TABLE = frozenset(
    (
        "SingleCellRNA", "SingleCellATAC", "SurfaceProtein", "SingleCellProteomics",
        "SpotSpatial", "BulkExpression", "BulkProteomics", "PooledScreen",
    )
)  # fmt: skip

TAKES_IMAGES = frozenset(("Histology", "Morphology", "LiveImaging", "ImagingSpatial"))

FORMATS_OF_IMAGES = frozenset(("ome-zarr", "ome-tiff", "dicom"))
"""Formats of distributions that hold images beside the container."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator that gives a table or an image, and that none of these names."""
    if not card.tables:
        return
    used = {t.measured_by for t in card.tables} | {i.measured_by for i in card.images}
    for operator in card.operators:
        if not operator.operator_id or operator.operator_id in used:
            continue
        if _gives_a_table(operator) or (
            _takes_images(operator) and not _may_lie_about(card, facts)
        ):
            yield Evidence(
                Location("card", pointer=operator.pointer),
                observed=", ".join(sorted(name for name in used if name)) or "none",
                values={
                    "operator": operator.operator_id,
                    "kind": operator.operator_type,
                    "what": "image" if _takes_images(operator) else "table",
                },
            )


def _gives_a_table(operator: MeasurementOperator) -> bool:
    has_file = getattr(operator, "fragments_file", None) is not None
    return operator.operator_type in GIVES_A_TABLE and not has_file


def _takes_images(operator: MeasurementOperator) -> bool:
    has_points = getattr(operator, "transcripts_element", None) is not None
    return operator.operator_type in TAKES_IMAGES and not has_points


def _may_lie_about(card: DatasetCard, facts: Facts) -> bool:
    """Tell whether there are images that the card does not tie to an operator."""
    named = {image.image_path for image in card.images if image.measured_by is not None}
    held = facts.imaging.images if facts.imaging is not None else ()
    beside = {distribution.container_format for distribution in card.distributions}
    return bool(beside & FORMATS_OF_IMAGES) or any(image.path not in named for image in held)


STAINING = SetCard(
    "/operators/-",
    {
        "operator_id": "staining",
        "operator_type": "Histology",
        "scale": "section",
        "assay_gap_note": "haematoxylin and eosin; EFO has no term",
    },
)

RULE = Rule(
    code="MEA015",
    name="operator-without-table",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Every operator measured a table or an image of the dataset.",
    message="No {what} is measured by `{operator}` ({kind}); tables and images name {observed}.",
    fix="Name it in `measured_by` of its {what}, add the {what}, or remove the operator from the card.",
    why="A card that lists a modality promises it; who fetches the data for it finds none.",
    check=check,
    needs_card=True,
    passing=(
        Example(
            "a stained section, whose image lies beside the file",
            edits=(
                STAINING,
                SetCard("/distributions/-", {"path": "he.tiff", "container_format": "ome-tiff"}),
            ),
        ),
        Example("a stained section, whose image is in the card", specimen="section"),
    ),
    failing=(
        Example(
            "surface protein that is nowhere",
            edits=(
                SetCard(
                    "/operators/-",
                    {"operator_id": "adt", "operator_type": "SurfaceProtein", "scale": "cell"},
                ),
            ),
            expect=(Expect("card:/operators/1"),),
        ),
        Example(
            "a stained section without an image",
            edits=(STAINING,),
            expect=(Expect("card:/operators/1"),),
        ),
    ),
    slots=("ModalityTable.measured_by", "ModalityImage.measured_by"),
)
