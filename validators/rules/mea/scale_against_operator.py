"""Rule MEA003: an operator works at a scale that it can resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.composition import MEASURES
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each operator at a scale at which it cannot measure."""
    del facts
    for operator in card.operators:
        possible = MEASURES.get(operator.operator_type or "")
        if possible and operator.scale and operator.scale not in possible:
            yield Evidence(
                Location("card", pointer=f"{operator.pointer}/scale"),
                observed=operator.scale,
                expected=" or ".join(possible),
                values={"kind": operator.operator_type},
            )


RULE = Rule(
    code="MEA003",
    name="scale-against-operator",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="An operator measures at a scale that it can resolve.",
    message="{where} is {observed}, but {kind} measures at the scale {expected}.",
    fix=(
        "Give the scale at which the instrument measured. If values were summed up afterwards "
        "(pseudobulk) or spread out (deconvolution), keep it and declare that step as a link."
    ),
    why=(
        "The grammar of operators is checked by scale: with the wrong one a pseudobulk passes for a "
        "measurement, and a spot for a cell."
    ),
    check=check,
    needs_card=True,
    passing=(
        Example(
            "bulk arrays of wells",
            specimen="bulk",
            edits=(SetCard("/operators/0/scale", "well"),),
        ),
    ),
    failing=(
        Example(
            "single-cell RNA at the scale of a sample",
            edits=(SetCard("/operators/0/scale", "sample"),),
            expect=(Expect("card:/operators/0/scale"),),
        ),
        Example(
            "bulk arrays at the scale of a cell",
            specimen="bulk",
            edits=(SetCard("/operators/0/scale", "cell"),),
            expect=(Expect("card:/operators/0/scale"),),
        ),
    ),
    slots=("MeasurementOperator.scale",),
)
