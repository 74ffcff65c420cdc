"""Rule MEA001: a noise model fits the values that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mat.counting_platforms import is_no_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, NoiseModel
    from aivc.validators.facts.model import Facts

COUNTS = frozenset(("raw_counts", "fragments"))
POSITIVE = frozenset(("normalized_counts", "intensity", "fraction", "feature_vector", "other"))
TRANSFORMED = frozenset(
    (
        "normalized_counts", "log_normalized", "scaled", "batch_corrected", "intensity",
        "log_intensity", "feature_vector", "fraction", "other",
    )
)  # fmt: skip

MADE_OF_COUNTS = TRANSFORMED - {"intensity", "log_intensity"} | {"binary_accessibility"}

FITS = {
    **dict.fromkeys(
        (
            "poisson", "negative_binomial", "zero_inflated_negative_binomial",
            "negative_binomial_mixture", "binomial", "beta_binomial", "dirichlet_multinomial",
        ),
        COUNTS,
    ),
    "bernoulli": frozenset(("binary_accessibility", "raw_counts", "other")),
    "beta": frozenset(("fraction", "other")),
    **dict.fromkeys(("normal", "laplace", "student_t"), TRANSFORMED),
    **dict.fromkeys(("log_normal", "log_laplace", "gamma"), POSITIVE),
}  # fmt: skip
"""Value types that a family can be about; `categorical` and `unknown` say nothing of values."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each noise model that fits none of the tables that it is about."""
    del facts
    operators = {operator.operator_id: operator for operator in card.operators}
    for table in card.tables:
        operator = operators.get(table.measured_by)
        # Counts from a platform that does not count are the fault of MEA009.
        if operator is not None and is_no_count(operator, table):
            continue
        if table.noise_model is not None and table.value_type:
            yield from _misfit(table.noise_model, {table.value_type})
    for operator in card.operators:
        tables = [table for table in card.tables if table.measured_by == operator.operator_id]
        types = {table.value_type for table in tables if table.value_type}
        if operator.noise_model is None or any(is_no_count(operator, table) for table in tables):
            continue
        # The noise of a measurement is that of the counts, also where only what was made of them
        # is in the file, which MAT021 reports.
        if _is_about_counts(operator.noise_model) and types & MADE_OF_COUNTS:
            continue
        if types:
            yield from _misfit(operator.noise_model, types)


def _is_about_counts(noise: NoiseModel) -> bool:
    return FITS.get(noise.noise_family or "") == COUNTS


def _misfit(noise: NoiseModel, value_types: set[str]) -> Iterator[Evidence]:
    fitting = FITS.get(noise.noise_family or "")
    if fitting is not None and fitting.isdisjoint(value_types):
        yield Evidence(
            Location("card", pointer=f"{noise.pointer}/noise_family"),
            observed=" and ".join(sorted(value_types)),
            expected=" or ".join(sorted(fitting)),
            values={"family": noise.noise_family},
        )


RULE = Rule(
    code="MEA001",
    name="noise-family-against-value-type",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A noise model fits the values that it is about.",
    message=(
        "{where} says that noise is {family}, which is about {expected}; the table holds {observed}."
    ),
    fix=(
        "Choose a family for these values (counts: negative_binomial; logarithms: normal), or "
        "correct `value_type`."
    ),
    why=(
        "The likelihood of a count model is not defined on logarithms, and a normal model of counts "
        "gives most weight to the deepest cells."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "a count model of the operator, with the logarithms beside the counts",
            specimen="guides",
            edits=(SetCard("/operators/0/noise_model", {"noise_family": "negative_binomial"}),),
        ),
        Example("normal noise of logarithms", specimen="bulk"),
    ),
    failing=(
        Example(
            "normal noise of raw counts",
            edits=(SetCard("/operators/0/noise_model/noise_family", "normal"),),
            expect=(Expect("card:/operators/0/noise_model/noise_family"),),
        ),
        Example(
            "a count model of log-normalised values",
            specimen="guides",
            edits=(SetCard("/tables/0/noise_model", {"noise_family": "poisson"}),),
            expect=(Expect("card:/tables/0/noise_model/noise_family"),),
        ),
    ),
    slots=("NoiseModel.noise_family", "ModalityTable.value_type"),
    references=("https://docs.scvi-tools.org/en/stable/user_guide/models/scvi.html",),
)
