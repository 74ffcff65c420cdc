"""Rule MEA042: L1000 values are those of their data level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    Example,
    Expect,
    SetCard,
    SetValues,
    TransformMatrix,
)
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, MatrixFacts

FIRST_SCORES = 4
"""Levels 4 and 5 are differences from the plate in units of their spread; below is expression."""

MISSING = -666.0
"""What LINCS writes for a missing value."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table whose values are not those of its level."""
    from aivc.schema.generated.views import BulkExpression

    for measured in measured_tables(card, facts):
        operator, scan = measured.operator, measured.scan
        level = operator.l1000_data_level if isinstance(operator, BulkExpression) else None
        if level is None or scan is None or measured.table is None:
            continue
        expected = _expected(level, scan)
        if expected:
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name),
                observed=f"{scan.smallest:.4g} to {scan.largest:.4g}",
                expected=expected,
                values={"level": level, "pointer": f"card:{operator.pointer}/l1000_data_level"},
            )


def _expected(level: int, scan: MatrixFacts) -> str:
    if scan.smallest <= MISSING:
        return f"numbers, with what is missing left empty ({MISSING:.0f} is none)"
    if level >= FIRST_SCORES and scan.smallest >= 0:
        return "scores below and above zero"
    if level < FIRST_SCORES and scan.smallest < -1:
        return "expression, which is not below zero"
    return ""


RULE = Rule(
    code="MEA042",
    name="l1000-level-against-values",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="L1000 values are those of their data level.",
    message=("{pointer} is {level}, whose values are {expected}; {where} holds {observed}."),
    fix=(
        "Correct `l1000_data_level`: 2 and 3 are expression, 4 is z-scores of wells, 5 is those of "
        "signatures over replicates."
    ),
    why=(
        "Scores of level 4 and 5 already hold the comparison with the plate: a second one against "
        "vehicle wells takes it out again."
    ),
    check=check,
    needs_card=True,
    operators=("BulkExpression",),
    passing=(
        Example(
            "expression of level 3",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/expression_platform", "l1000"),
                SetCard("/operators/0/l1000_data_level", 3),
            ),
        ),
        Example(
            "scores of level 5",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/l1000_data_level", 5),
                TransformMatrix("X", "scale"),
            ),
        ),
    ),
    failing=(
        Example(
            "expression that is called level 5",
            specimen="bulk",
            edits=(SetCard("/operators/0/l1000_data_level", 5),),
            expect=(Expect("X"),),
        ),
        Example(
            "-666 among expression",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/l1000_data_level", 3),
                SetValues("X", {(0, 0): -666.0}),
            ),
            expect=(Expect("X"),),
        ),
    ),
    slots=("BulkExpression.l1000_data_level",),
    references=("doi:10.1016/j.cell.2017.10.049",),
)
