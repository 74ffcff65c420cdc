"""Rule RDO023: a readout names the tables that it is computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

SLOT = "input_tables"


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts without tables, where the profile does not ask for them."""
    # Where the profile asks for them, the structure of the card tells it already.
    told = {problem.pointer for problem in facts.card.structure if problem.slot == SLOT}
    for readout in card.readouts:
        if not readout.input_tables and not any(p.startswith(readout.pointer) for p in told):
            yield Evidence(
                Location("card", pointer=readout.pointer),
                observed=readout.readout_type or "",
                values={"readout": readout.readout_id},
            )


RULE = Rule(
    code="RDO023",
    name="readout-without-table",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="A readout names the tables that it is computed from.",
    message="Readout `{readout}` names no table, so nothing about it was checked: neither its features nor its scale, places, columns or doses.",
    fix="Add `input_tables` with the path of each matrix that it is computed from, such as X.",
    why="A readout of nobody knows what cannot be computed from a prediction either.",
    check=check,
    needs_card=True,
    slots=("Readout.input_tables",),
    passing=(Example("readouts of the counts"),),
    failing=(
        Example(
            "a list without a table",
            edits=(SetCard(f"{POINTER}/{SLOT}", []),),
            expect=(Expect(f"card:{POINTER}"),),
        ),
    ),
)
