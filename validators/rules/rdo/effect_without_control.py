"""Rule RDO016: a readout of an effect has a control to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of, is_reference
from aivc.validators.examples.example import DropCard, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


EFFECTS = frozenset({"perturbation_signature", "dose_response"})
"""Readouts that are nothing without a control. Expression may also differ between diseases."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report readouts of effects in a dataset without a control that is a reference."""
    readouts = [one for one in card.readouts if one.readout_type in EFFECTS]
    if not readouts or _binds_controls(card):
        return
    contrasts = contrasts_of(card)
    realised = [c for c in contrasts.controls.values() if c.control_id in contrasts.realised]
    if any(is_reference(control) for control in realised):
        return
    observed = "no condition is a control"
    if realised:
        observed = "every control is positive or holds no cells"
    for readout in readouts:
        yield Evidence(
            Location("card", pointer=f"{readout.pointer}/readout_type"),
            observed=observed,
            values={"readout": readout.readout_id, "kind": readout.readout_type},
        )


def _binds_controls(card: DatasetCard) -> bool:
    """Tell whether a card without conditions says by a column which rows are controls."""
    keys = card.binding.keys if card.binding is not None else ()
    return not card.conditions and any(key.role == "control" for key in keys)


RULE = Rule(
    code="RDO016",
    name="effect-without-control",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A readout of an effect has a control to compare with.",
    message="Readout `{readout}` is {kind}, which is a difference from a control, and {observed}.",
    fix="Add the condition that is the control, with `control:` and rows of its own; or take the readout out.",
    why="Without a control the effect is taken from the mean of all treatments or from another dataset, and is not that of the treatment.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_type", "Condition.control"),
    passing=(Example("a signature against vehicle"),),
    failing=(
        Example(
            "no condition is the vehicle",
            edits=(DropCard("/conditions/6"),),
            expect=(Expect(f"card:{POINTER}/readout_type"),),
        ),
    ),
)
