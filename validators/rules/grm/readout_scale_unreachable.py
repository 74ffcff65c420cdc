"""Rule GRM016: a readout's scale can be reached from its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.generated.views import ModalityImage
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.anchors import anchors_of
from aivc.validators.grammar.chain import obs_columns_of, operators_by_id
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.observed import inputs_of, observed_by_path
from aivc.validators.grammar.reach import scale_of_table, way_to_readout
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts for which an operator between two scales is missing."""
    anchors = anchors_of(card, obs_columns_of(facts))
    operators = operators_by_id(card)
    observed = observed_by_path(card)
    for readout in card.readouts:
        for path, one in inputs_of(readout, observed):
            scale = scale_of_table(one, operators.get(one.measured_by or ""), anchors)
            if scale is None:
                continue
            gap = way_to_readout(readout, scale, one, anchors)
            if isinstance(gap, Gap):
                yield Evidence(
                    Location("card", pointer=f"{readout.pointer}/output_scale"),
                    observed=readout.output_scale or "",
                    expected=str(gap),
                    values={
                        "readout": readout.readout_id,
                        "input": f"{'image' if isinstance(one, ModalityImage) else 'table'} `{path}`",
                        "input_scale": scale,
                        "operator": gap.operator,
                        "source": gap.source,
                        "target": gap.target,
                        "remedy": gap.remedy,
                    },
                )


RULE = Rule(
    code="GRM016",
    name="readout-scale-unreachable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A readout's scale can be reached from its table.",
    message="Readout `{readout}` is at scale {observed}, {input} is at scale {input_scale}: {expected}; {remedy}.",
    fix="Add a link to `links` with `direction: {operator}`, a source set at scale {source} and a target set at scale {target}, and state its coverage; or compute the readout at scale {input_scale}.",
    why="A number about cells that was made from spots rests on an assumption; unnamed, it is judged as if it had been measured.",
    check=check,
    needs_card=True,
    slots=("Readout.output_scale", "ScaleLink.direction", "ModalityTable.unit_set"),
    passing=(
        Example("cells are summed up to samples by a declared link"),
        Example(
            "cells and their neighbours",
            edits=(
                SetCard(
                    "/readouts/-",
                    {
                        "readout_id": "niche_composition",
                        "readout_type": "spatial_neighbourhood",
                        "input_tables": ["X"],
                        "output_scale": "niche",
                        "neighbourhood": {"graph": "delaunay"},
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "niches out of spots, without cells",
            edits=(
                SetCard(
                    "/operators/0",
                    {"operator_id": "rna", "operator_type": "SpotSpatial", "scale": "spot"},
                ),
                SetCard("/unit_sets/0/scale", "spot"),
                SetColumn("obs", "suspension_type", "na"),
                SetColumn("obs", "array_row", list(range(48))),
                SetColumn("obs", "array_col", 0),
                *(SetCard(f"/interventions/{place}/acts_at", "section") for place in range(6)),
                SetCard(
                    "/readouts",
                    [
                        {
                            "readout_id": "niche_composition",
                            "readout_type": "spatial_neighbourhood",
                            "input_tables": ["X"],
                            "output_scale": "niche",
                            "neighbourhood": {"graph": "delaunay"},
                        }
                    ],
                ),
            ),
            expect=(Expect("card:/readouts/0/output_scale"),),
        ),
        Example(
            "expression of cells out of the image of a section",
            edits=(
                SetCard(
                    "/operators/-",
                    {"operator_id": "he", "operator_type": "Histology", "scale": "section"},
                ),
                SetCard("/images", [{"image_path": "images/he", "measured_by": "he"}]),
                SetCard(
                    "/readouts/-",
                    {
                        "readout_id": "predicted",
                        "readout_type": "expression",
                        "input_images": ["images/he"],
                        "output_scale": "cell",
                    },
                ),
            ),
            expect=(Expect("card:/readouts/2/output_scale"),),
        ),
    ),
)
