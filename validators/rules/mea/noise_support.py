"""Rule MEA021: values are among those that a noise model gives a likelihood to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetValues, TransformMatrix
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.noise_against_values import FITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts, MatrixFacts
    from aivc.validators.rules.mea.declared import MeasuredTable

POSITIVE = frozenset(("log_normal", "log_laplace", "gamma"))
"""Families of numbers above zero; those of counts are judged where counts are."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix with values that its noise model cannot give."""
    for measured in measured_tables(card, facts):
        family = _family(measured)
        scan = measured.scan
        if scan is None or measured.table is None or not scan.smallest <= scan.largest:
            continue
        expected, n_off = _outside(family, scan, measured)
        if expected:
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name),
                observed=f"{scan.smallest:g} to {scan.largest:g}",
                expected=expected,
                count=max(n_off, 1),
                values={"family": family},
            )


def _family(measured: MeasuredTable) -> str:
    """Return the family of the table, else that of its operator where it is about such values."""
    noise = measured.declared.noise_model or measured.operator.noise_model
    family = (noise.noise_family or "") if noise is not None else ""
    # A family that cannot be about the declared values is MEA001's.
    fits = FITS.get(family, frozenset())
    return family if measured.declared.value_type in fits else ""


def _outside(family: str, scan: MatrixFacts, measured: MeasuredTable) -> tuple[str, int]:
    """Return what values must be, and how many are not; an empty text where all are."""
    n_rows, n_columns = measured.table.n_obs if measured.table else 0, len(scan.column_sums)
    n_zeros = n_rows * n_columns - int(scan.column_nonzero.sum())
    if family in POSITIVE and scan.smallest <= 0:
        return "above zero", n_zeros + scan.negative.count
    if family == "beta" and (scan.smallest <= 0 or scan.largest >= 1):
        return "between 0 and 1, neither of them included", n_zeros + scan.negative.count
    is_binary = scan.smallest >= 0 and scan.largest <= 1 and not scan.fractional
    if family == "bernoulli" and not is_binary:
        return "0 or 1", scan.fractional.count
    return "", 0


RULE = Rule(
    code="MEA021",
    name="noise-support-against-values",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Values are among those that the declared noise can give.",
    message=(
        "Noise of {where} is declared {family}, whose values are {expected}; the matrix holds "
        "{observed} ({count:,} impossible)."
    ),
    fix=(
        "Choose a family that has such values (zeros and negative numbers: normal, student_t), or "
        "write missing values as missing and not as 0."
    ),
    why=(
        "One value without a likelihood makes the likelihood of the whole table zero: training gives "
        "NaN, or an offset that nobody knows of is added to get rid of it."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "intensities above zero are log-normal",
            specimen="bulk",
            edits=(
                SetCard("/tables/0/value_type", "intensity"),
                SetCard("/operators/0/noise_model/noise_family", "log_normal"),
            ),
        ),
    ),
    failing=(
        Example(
            "log-normal noise of a table with a zero and a negative number",
            specimen="bulk",
            edits=(
                SetCard("/tables/0/value_type", "intensity"),
                SetCard("/operators/0/noise_model/noise_family", "log_normal"),
                SetValues("X", {(0, 0): 0.0, (3, 1): -0.5}),
            ),
            expect=(Expect("X", 2),),
        ),
        Example(
            "shares with a 1 as beta",
            edits=(
                SetCard("/tables/0/value_type", "fraction"),
                SetCard("/operators/0/noise_model/noise_family", "beta"),
                TransformMatrix("X", "zero"),
                SetValues("X", {(0, 0): 1.0}),
            ),
            expect=(Expect("X", 48 * 40 - 1),),
        ),
    ),
    slots=("NoiseModel.noise_family",),
)
