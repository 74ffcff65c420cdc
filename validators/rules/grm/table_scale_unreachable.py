"""Rule GRM017: the rows of a table are at the scale of its measurement, or a link leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.anchors import anchors_of
from aivc.validators.grammar.chain import obs_columns_of, operators_by_id
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.reach import way_to_table
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report tables whose unit set is at a scale that nothing links to the measurement."""
    anchors = anchors_of(card, obs_columns_of(facts))
    operators = operators_by_id(card)
    for table in card.tables:
        operator = operators.get(table.measured_by or "")
        gap = way_to_table(table, operator, anchors) if operator is not None else ()
        if isinstance(gap, Gap) and operator is not None:
            yield Evidence(
                Location("card", pointer=f"{table.pointer}/unit_set"),
                observed=gap.target,
                expected=gap.source,
                values={
                    "table": table.path_in_file,
                    "operator": operator.operator_id,
                    "gap": str(gap),
                    "remedy": gap.remedy,
                    "direction": gap.operator,
                },
            )


RULE = Rule(
    code="GRM017",
    name="table-scale-unreachable",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The rows of a table are at the scale of its measurement, or a link leads there.",
    message="The rows of table `{table}` are at scale {observed}, and its operator `{operator}` measures at scale {expected}: {gap}; {remedy}.",
    fix="Correct `unit_set` of the table or `scale` of the operator; for a table that was derived, add a link to `links` with `direction: {direction}` from {expected} to {observed}.",
    why="Nobody can say what a row is: a cell, or what a cell was taken to be.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.unit_set", "MeasurementOperator.scale"),
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
    ),
)
