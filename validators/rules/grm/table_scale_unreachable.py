"""Rule GRM017: rows and images are at the scale of their measurement, or a link leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import ModalityImage
from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.anchors import anchors_of
from aivc.validators.grammar.chain import obs_columns_of, operators_by_id
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.observed import observed_in
from aivc.validators.grammar.reach import way_to_table
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.grammar.observed import Observed


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tables and images whose unit set is at a scale that nothing links to the measurement."""
    anchors = anchors_of(card, obs_columns_of(facts))
    operators = operators_by_id(card)
    for one in observed_in(card):
        operator = operators.get(one.measured_by or "")
        gap = way_to_table(one, operator, anchors) if operator is not None else ()
        if isinstance(gap, Gap) and operator is not None:
            yield Evidence(
                Location("card", pointer=f"{one.pointer}/unit_set"),
                observed=gap.target,
                expected=gap.source,
                values={
                    "subject": _subject(one),
                    "operator": operator.operator_id,
                    "gap": str(gap),
                    "remedy": gap.remedy,
                    "direction": gap.operator,
                },
            )


def _subject(observed: Observed) -> str:
    if isinstance(observed, ModalityImage):
        return f"Image `{observed.image_path}` is"
    return f"The rows of table `{observed.path_in_file}` are"


RULE = Rule(
    code="GRM017",
    name="table-scale-unreachable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The rows of a table, and an image, are at the scale of their measurement, or a link leads there.",
    message="{subject} at scale {observed}, and its operator `{operator}` measures at scale {expected}: {gap}; {remedy}.",
    fix="Correct `unit_set` of the table or image, or `scale` of the operator; for a table that was derived, add a link to `links` with `direction: {direction}` from {expected} to {observed}.",
    why="Nobody can say what a row is: a cell, or what a cell was taken to be.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.unit_set", "ModalityImage.unit_set", "MeasurementOperator.scale"),
    passing=(
        Example(
            "a table of samples, summed up by a declared link",
            edits=(SetCard("/tables/0/unit_set", "samples"),),
        ),
    ),
    failing=(
        Example(
            "spots were measured, and the rows are cells",
            edits=(
                SetCard(
                    "/operators/0",
                    {"operator_id": "rna", "operator_type": "SpotSpatial", "scale": "spot"},
                ),
                *(SetCard(f"/interventions/{place}/acts_at", "section") for place in range(6)),
            ),
            expect=(Expect("card:/tables/0/unit_set"),),
        ),
        Example(
            "sections were stained, and the image is said to be one of the cells",
            edits=(
                SetCard(
                    "/operators/-",
                    {"operator_id": "he", "operator_type": "Histology", "scale": "section"},
                ),
                SetCard(
                    "/images",
                    [{"image_path": "images/he", "measured_by": "he", "unit_set": "cells"}],
                ),
            ),
            expect=(Expect("card:/images/0/unit_set"),),
        ),
    ),
)
