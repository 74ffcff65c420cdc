"""Rule INT022: observations were not chosen by the effect that is to be predicted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence

OUTCOMES = frozenset({"residual_target_expression", "target_engagement", "viability", "reporter"})
"""Measures of the effect. Whether a guide is there, or an allele is edited, is none."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report filters on a measure of the effect, by measure."""
    filtered: defaultdict[str, list[Place]] = defaultdict(list)
    for intervention in card.interventions:
        for efficiency in intervention.efficiency:
            measure = efficiency.efficiency_measure
            if efficiency.filter_applied and measure in OUTCOMES and measure is not None:
                place = Place(efficiency.pointer, intervention.intervention_id or "")
                filtered[measure].append(place)
    for measure, places in filtered.items():
        yield evidence_at(places, observed=measure, total=len(card.interventions))


RULE = Rule(
    code="INT022",
    name="filtered-on-outcome",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Observations were not chosen by the effect that is to be predicted.",
    message="Observations of {count} of {total} interventions were removed by `{observed}`, which is an outcome ({examples}).",
    fix="Release the observations that were removed too, with a column that marks them; or state the filter in `data_limitations` and judge predictions on data that was not filtered.",
    why="What is left responded by construction: effects look stronger and more alike than they are, and failures of an intervention cannot be learned (L2 and L3.3 of Kapoor and Narayanan).",
    check=check,
    needs_card=True,
    slots=("Efficiency.filter_applied", "Efficiency.efficiency_measure"),
    references=("https://doi.org/10.1016/j.patter.2023.100804",),
    passing=(
        Example("measured, and not filtered on", specimen="guides"),
        Example(
            "filtered on whether a guide was found",
            specimen="guides",
            edits=(
                SetCard("/interventions/0/efficiency/0/efficiency_measure", "pct_cells_with_guide"),
                SetCard("/interventions/0/efficiency/0/filter_applied", value=True),
            ),
        ),
    ),
    failing=(
        Example(
            "cells in which the target stayed up were removed",
            specimen="guides",
            edits=(
                SetCard("/interventions/0/efficiency/0/filter_applied", value=True),
                SetCard("/interventions/1/efficiency/0/filter_applied", value=True),
            ),
            expect=(Expect("card:/interventions/0/efficiency/0", 2),),
        ),
    ),
)
