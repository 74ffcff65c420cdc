"""Rule MEA044: a growth rate is not below minus one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.example_viability import viability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

LEAST = -1 - 1e-6
"""GR is 2 to some power, less 1; rounding may carry it this far."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix of growth rates with impossible values."""
    from aivc.schema.generated.views import Viability

    for measured in measured_tables(card, facts):
        operator, scan = measured.operator, measured.scan
        if not isinstance(operator, Viability) or scan is None or measured.table is None:
            continue
        if operator.viability_normalization == "growth_rate" and scan.smallest < LEAST:
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name),
                observed=f"{scan.smallest:.4g}",
            )


RULE = Rule(
    code="MEA044",
    name="growth-rate-out-of-range",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="A growth rate lies above minus one.",
    message="{where} holds growth rates down to {observed}; none can be below -1.",
    fix=(
        "Compute GR as 2 ** (log2(x / x0) / log2(control / x0)) - 1; percentages, log ratios and "
        "relative growth are none of it."
    ),
    why="-1 is the death of every cell at once: what is below was computed otherwise.",
    check=check,
    needs_card=True,
    operators=("Viability",),
    passing=(
        Example(
            "death, standstill and growth",
            specimen="bulk",
            edits=(
                *viability(viability_normalization="growth_rate"),
                SetValues("X", {(0, 0): -1.0, (1, 0): 0.0, (2, 0): 1.04}),
            ),
        ),
    ),
    failing=(
        Example(
            "a logarithm of a ratio",
            specimen="bulk",
            edits=(
                *viability(viability_normalization="growth_rate"),
                SetValues("X", {(0, 0): -3.2}),
            ),
            expect=(Expect("X"),),
        ),
    ),
    slots=("Viability.viability_normalization",),
    references=("doi:10.1038/nmeth.3853",),
)
