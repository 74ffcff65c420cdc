"""Rule GRM021: what was done reaches what was measured."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.anchors import anchors_of
from aivc.validators.grammar.chain import obs_columns_of, operators_by_id
from aivc.validators.grammar.composing import INTERVENE, Applied, Gap, first_fault
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.scales import rank_of
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report interventions on units that nothing sums up to the scale of a measurement."""
    anchors = anchors_of(card, obs_columns_of(facts))
    measured_at = _operator_by_scale(card)
    acting: defaultdict[str, list[Place]] = defaultdict(list)
    for intervention in card.interventions:
        if rank_of(intervention.acts_at) is not None:
            place = Place(f"{intervention.pointer}/acts_at", intervention.intervention_id or "")
            acting[intervention.acts_at or ""].append(place)
    for acts_at, places in acting.items():
        for scale, operator in measured_at.items():
            gap = first_fault(scale, [Applied(INTERVENE, acts_at, acts_at)])
            if isinstance(gap, Gap) and anchors.way(gap.source, gap.target) is None:
                yield evidence_at(
                    places,
                    observed=acts_at,
                    expected=scale,
                    total=len(card.interventions),
                    operator=operator,
                    gap=str(gap),
                    remedy=gap.remedy,
                )


def _operator_by_scale(card: DatasetCard) -> dict[str, str]:
    """Return the scales at which tables were measured, each with the first of its operators."""
    operators = operators_by_id(card)
    found: dict[str, str] = {}
    for table in card.tables:
        operator = operators.get(table.measured_by or "")
        if operator is not None and rank_of(operator.scale) is not None:
            found.setdefault(operator.scale or "", operator.operator_id or "")
    return found


RULE = Rule(
    code="GRM021",
    name="intervention-out-of-reach",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="What was done reaches what was measured.",
    message="{count} of {total} interventions act at the scale {observed}, and `{operator}` measures at the scale {expected}: {gap}; {remedy} ({examples}).",
    fix="Correct `acts_at`: what is put into a well acts at the scale well and reaches all that lies in it. If only some units of a {expected} were treated, declare how {observed} is summed up to {expected}.",
    why="A measurement of a well in which one cell in ten was treated is a mixture of both; without the project nobody knows of what.",
    check=check,
    needs_card=True,
    slots=("Intervention.acts_at", "MeasurementOperator.scale"),
    passing=(
        Example("cells were treated and measured"),
        Example(
            "a drug in the well reaches the cells in it",
            edits=(SetCard("/interventions/0/acts_at", "well"),),
        ),
        Example(
            "cells were treated and samples measured, and rows name their sample",
            specimen="bulk",
            edits=(SetCard("/interventions/0/acts_at", "cell"),),
        ),
    ),
    failing=(
        Example(
            "samples were treated and organs measured",
            specimen="bulk",
            edits=(SetCard("/operators/0/scale", "organ"), SetCard("/readouts", [])),
            expect=(Expect("card:/interventions/0/acts_at", 6),),
        ),
    ),
)
