"""Rule GRM018: a table that was computed from another comes from the same measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.chain import operators_by_id
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

_SECOND = {"operator_id": "second_run", "operator_type": "SingleCellRNA", "scale": "cell"}

RULE = Rule(
    code="GRM018",
    name="derived-by-another-measurement",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A table that was computed from another comes from the same measurement.",
    message="Table `{table}` is measured by `{observed}` and derived from `{source}`, which is measured by `{expected}`.",
    fix="Write `measured_by: {expected}`, or correct `derived_from_table`. A table that a model predicts from another modality is no measurement of that modality.",
    why="Imputed protein passes for measured protein, and a model is judged on the output of another.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.measured_by", "ModalityTable.derived_from_table"),
    passing=(Example("logarithms of the counts of one operator", specimen="guides"),),
    failing=(
        Example(
            "logarithms of one run that are derived from the counts of another",
            specimen="guides",
            edits=(
                SetCard("/operators/-", _SECOND),
                SetCard("/tables/0/measured_by", "second_run"),
            ),
            expect=(Expect("card:/tables/0/measured_by"),),
        ),
    ),
)
