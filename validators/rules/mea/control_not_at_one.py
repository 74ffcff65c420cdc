"""Rule MEA045: what is normalised to a control is one, or 100 %, in the control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.mea.declared import measured_tables
from aivc.validators.rules.mea.example_viability import viability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.measured.model import GroupFacts
    from aivc.validators.facts.model import Facts

REFERENCES = frozenset({"vehicle", "untreated", "mock"})
"""Kinds of control that viability is divided by."""

WITHIN = 1.25
"""Factor by which controls of a plate stray together."""

TARGETS = {"percent_of_control": (1.0, 100.0), "growth_rate": (1.0,)}


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each matrix whose controls are not what everything was divided by."""
    from aivc.schema.generated.views import Viability

    groups = facts.measured.groups if facts.measured is not None else {}
    for measured in measured_tables(card, facts):
        operator, summed = measured.operator, groups.get(measured.declared.path_in_file or "")
        if not isinstance(operator, Viability) or summed is None or measured.table is None:
            continue
        targets = TARGETS.get(operator.viability_normalization or "")
        found = _means_of_controls(card, summed)
        if targets is None or found is None:
            continue
        means, n_rows = found
        near = [any(t / WITHIN <= mean <= t * WITHIN for t in targets) for mean in means]
        # A table may hold another quantity in a column beside those that were divided.
        if 2 * sum(near) < len(near):
            yield Evidence(
                Location(measured.matrix_name, table=measured.table.name),
                observed=f"{means[near.index(False)]:.4g}",
                expected=" or ".join(f"{target:.0f}" for target in targets),
                count=n_rows,
                values={"normalization": operator.viability_normalization},
            )


def _means_of_controls(card: DatasetCard, summed: GroupFacts) -> tuple[list[float], int] | None:
    """Return the mean of each column over all rows of controls, and how many rows there are."""
    references = {c.control_id for c in card.controls if c.control_kind in REFERENCES}
    of_control = {c.condition_id for c in card.conditions if c.control in references}
    rows = [k for k, name in enumerate(summed.groups) if name in of_control]
    n_rows = int(summed.n_rows[rows].sum())
    known = (n_rows - summed.n_missing[rows].sum(axis=0)).tolist()
    sums = summed.sums[rows].sum(axis=0).tolist()
    means = [total / n for total, n in zip(sums, known, strict=True) if n]
    return (means, n_rows) if means else None


RULE = Rule(
    code="MEA045",
    name="control-not-at-one",
    severity=Severity.ERROR,
    level=Level.FULL,
    title="Viability that was divided by a control is 1, or 100 %, in that control.",
    message=(
        "{where} is declared as {normalization}, but the {count:,} rows of its controls have a mean "
        "of {observed}, not {expected}."
    ),
    fix=(
        "Divide each plate by its own controls, or correct `viability_normalization` (`none` for "
        "what the reader gave) or the rows that are controls."
    ),
    why="Doses that kill half of the cells are read off a scale whose 100 % is somewhere else.",
    check=check,
    needs_card=True,
    operators=("Viability",),
    passing=(
        Example(
            "percentages",
            specimen="bulk",
            edits=viability(treated=40, vehicle=101, viability_normalization="percent_of_control"),
        ),
        Example(
            "light that was not divided by anything",
            specimen="bulk",
            edits=viability(treated=4e4, vehicle=9e4, viability_normalization="none"),
        ),
    ),
    failing=(
        Example(
            "light that is called a percentage",
            specimen="bulk",
            edits=viability(treated=4e4, vehicle=9e4, viability_normalization="percent_of_control"),
            expect=(Expect("X", 12),),
        ),
        Example(
            "what died, where what lives is meant",
            specimen="bulk",
            edits=viability(treated=60, vehicle=2, viability_normalization="percent_of_control"),
            expect=(Expect("X", 12),),
        ),
    ),
    slots=("Viability.viability_normalization", "Control.control_kind"),
)
