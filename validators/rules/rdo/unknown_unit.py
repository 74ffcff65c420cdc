"""Rule RDO020: the unit of a readout is one that UCUM knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary import read_ucum
from aivc.validators.examples.example import Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, readout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report units of readouts that UCUM does not know."""
    for readout_ in card.readouts:
        unit = readout_.readout_unit
        if unit and read_ucum(unit) is None:
            yield Evidence(
                Location("card", pointer=f"{readout_.pointer}/readout_unit"),
                observed=unit,
                values={"readout": readout_.readout_id},
            )


RULE = Rule(
    code="RDO020",
    name="readout-in-unknown-unit",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The unit of a readout is one that UCUM knows.",
    message="The unit of readout `{readout}`, `{observed}`, is not known.",
    fix="Write a UCUM code at {where}, such as umol/L or d; 1 for a number without a unit.",
    why="An EC50 in a unit that nobody knows is wrong by a factor of a thousand as easily as by one.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_unit",),
    passing=(
        Example(
            "micromoles per litre",
            edits=(readout("dose_response", "sample", readout_unit="umol/L"),),
        ),
    ),
    failing=(
        Example(
            "a spelling of the field",
            edits=(readout("latent_distance", readout_unit="uMolar"),),
            expect=(Expect(f"card:{POINTER}/readout_unit"),),
        ),
    ),
)
