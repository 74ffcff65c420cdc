"""Rule MEA041: intensities are on the scale that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetValues
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.mea.declared import MeasuredTable

LARGEST_LOG = 64
"""Two to this power is more than any detector counts."""

LARGEST_USUAL_LOG = 32
"""Linear intensities of arrays, beads and mass spectrometers reach thousands at the least."""

SMALLEST_USUAL_LOG = 1
"""Ratios to a reference are small too, and begin at zero."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each table of intensities that are on the other scale."""
    for measured in measured_tables(card, facts):
        scan, declared = measured.scan, measured.declared.value_type
        if scan is None or measured.table is None or not scan.smallest < scan.largest:
            continue
        expected = ""
        if declared == "log_intensity" and scan.largest > LARGEST_LOG:
            expected = "intensity"
        is_small = scan.largest < LARGEST_USUAL_LOG and scan.smallest >= SMALLEST_USUAL_LOG
        is_small = is_small and bool(scan.fractional)
        if declared == "intensity" and is_small and _counts_photons(measured):
            expected = "log_intensity"
        if expected:
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name),
                observed=f"{scan.smallest:.4g} to {scan.largest:.4g}",
                expected=expected,
                values={
                    "declared": declared,
                    "pointer": f"card:{measured.declared.pointer}/value_type",
                },
            )


def _counts_photons(measured: MeasuredTable) -> bool:
    """Tell whether intensities of an instrument are large numbers as it gives them."""
    operator = measured.operator
    if measured.operator_type == "BulkExpression":
        return getattr(operator, "expression_platform", None) in {"array", "l1000"}
    if measured.operator_type == "BulkProteomics":
        return getattr(operator, "protein_platform", None) == "mass_spectrometry"
    return measured.operator_type == "SingleCellProteomics"


RULE = Rule(
    code="MEA041",
    name="log-against-linear-intensity",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="What is called an intensity is linear, and what is called its logarithm is one.",
    message=(
        "{where} is declared as {declared}, but its values go from {observed}, as those of "
        "{expected} do."
    ),
    fix=(
        "Write `value_type: {expected}` at {pointer}; a logarithm that was taken is a step of the "
        "processing that the table comes from."
    ),
    why=(
        "A logarithm is taken twice or never; differences are then no fold changes, and noise that "
        "grows with the signal is taken for biology."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example("logarithms of arrays", specimen="bulk"),
        Example(
            "ratios to a reference",
            specimen="bulk",
            edits=(
                SetCard("/tables/0/value_type", "intensity"),
                SetValues("X", {(0, 0): 0.2}),
            ),
        ),
    ),
    failing=(
        Example(
            "logarithms that are called intensities",
            specimen="bulk",
            edits=(SetCard("/tables/0/value_type", "intensity"),),
            expect=(Expect("X"),),
        ),
        Example(
            "an intensity among logarithms",
            specimen="bulk",
            edits=(SetValues("X", {(0, 0): 51234.0}),),
            expect=(Expect("X"),),
        ),
    ),
    slots=("ModalityTable.value_type",),
)
