"""Rule MEA009: what does not count has no counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.counting_platforms import is_no_count
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table declared as counts that an array or a bead reader measured."""
    for measured in measured_tables(card, facts):
        if is_no_count(measured.operator, measured.declared):
            yield Evidence(
                Location("card", pointer=f"{measured.declared.pointer}/value_type"),
                observed="raw_counts",
                expected="intensity or log_intensity",
                values={
                    "operator": measured.operator.operator_id,
                    "platform": getattr(measured.operator, "expression_platform", None),
                },
            )


RULE = Rule(
    code="MEA009",
    name="array-declared-raw-counts",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="Arrays, bead readers and quantitative PCR give intensities, not counts.",
    message="{where} is {observed}, but `{operator}` ({platform}) measures {expected}.",
    fix="Write `value_type: log_intensity` for logarithms (RMA, L1000 level 3 and up), else `intensity`.",
    why="Count models and depth normalisation make no sense of light.",
    check=check,
    needs_card=True,
    operators=("BulkExpression",),
    passing=(
        Example(
            "molecules counted by nCounter",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/expression_platform", "nanostring"),
                SetCard("/tables/0/value_type", "raw_counts"),
            ),
        ),
    ),
    failing=(
        Example(
            "counts from an array",
            specimen="bulk",
            edits=(SetCard("/tables/0/value_type", "raw_counts"),),
            expect=(Expect("card:/tables/0/value_type"),),
        ),
    ),
    slots=("BulkExpression.expression_platform", "ModalityTable.value_type"),
)
