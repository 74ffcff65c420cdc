"""Rule MEA064: negative controls are not counted as genes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn, SetNames
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.decoded import VENDORS, is_control

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, FrameFacts
    from aivc.validators.rules.mea.declared import MeasuredTable

KINDS = ("feature_type", "feature_types")
"""Columns of var in which vendors tell controls from genes."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of genes whose features are in part controls that nothing marks."""
    told: set[Location] = set()
    for measured in measured_tables(card, facts):
        features, table = measured.features, measured.table
        if measured.operator_type != "ImagingSpatial" or features is None or table is None:
            continue
        # A table of proteins, or one whose var tells controls from genes, is in order.
        if measured.feature_type not in {"", "gene", "transcript"} or _tells_kinds(features):
            continue
        names = _controls(measured, features)
        location = Location("var", table=table.name)
        if names and location not in told:
            told.add(location)
            yield Evidence(location, count=len(names), total=table.n_var, examples=tuple(names[:5]))


def _controls(measured: MeasuredTable, features: FrameFacts) -> list[str]:
    prefixes = (*getattr(measured.operator, "negative_controls", ()), *VENDORS)
    found = [name for name in features.names or () if is_control(name, prefixes)]
    if found:
        return found
    labels = features.columns.get("feature_name")
    used = labels.used if labels is not None else ()
    return [name for name in used if is_control(name, prefixes)]


def _tells_kinds(features: FrameFacts) -> bool:
    return any(len(features.columns[name].used) > 1 for name in KINDS if name in features.columns)


RULE = Rule(
    code="MEA064",
    name="controls-counted-as-genes",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Negative controls are not counted among the genes.",
    message="{count:,} of {total:,} features of {where} are negative controls: {examples}.",
    fix=(
        "Move them out of the matrix (`adata.obsm['controls']`, or a table of their own), or tell "
        "them apart in a column `feature_type` of var."
    ),
    why="They enter the depth of each cell and every loss over genes; a model is praised for predicting noise.",
    check=check,
    needs_card=True,
    operators=("ImagingSpatial",),
    slots=("ImagingSpatial.negative_controls",),
    passing=(
        Example("genes alone", specimen="section"),
        Example(
            "controls that var tells apart",
            specimen="section",
            edits=(
                SetNames("var", {31: "NegControlProbe_00000"}, table="tables/cells"),
                SetColumn(
                    "var",
                    "feature_type",
                    ["Gene Expression"] * 31 + ["Negative Control Probe"],
                    table="tables/cells",
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "two controls among the genes",
            specimen="section",
            edits=(
                SetNames(
                    "var",
                    {30: "NegControlProbe_00001", 31: "BLANK_0042"},
                    table="tables/cells",
                ),
            ),
            expect=(Expect("tables/cells/var", 2),),
        ),
    ),
)
