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


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report derived tables that name another operator than the table they were computed from."""
    operators = operators_by_id(card)
    tables = {table.path_in_file: table for table in card.tables}
    for table in card.tables:
        source = tables.get(table.derived_from_table)
        if source is None or source is table:
            continue
        named = (table.measured_by, source.measured_by)
        if all(name in operators for name in named) and named[0] != named[1]:
            yield Evidence(
                Location("card", pointer=f"{table.pointer}/measured_by"),
                observed=table.measured_by or "",
                expected=source.measured_by or "",
                values={"table": table.path_in_file, "source": source.path_in_file},
            )


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
