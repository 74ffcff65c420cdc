"""Rule RDO010: shares of cell types are read from rows that have a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, readout
from aivc.validators.rules.rdo.places import NEIGHBOURHOOD, is_dissociated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

READS_TYPES = frozenset({"cell_state_composition", "spatial_neighbourhood"})
"""Readouts that count cells of each type."""

NOBODY_KNOWS = frozenset({"unknown", "na", "nan", ""})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts of shares where rows have no type, or all the same."""
    if facts.design is None:
        return
    role = facts.design.roles.get("cell_type")
    names = role.names() if role is not None else ()
    known = [name for name in names if name.casefold() not in NOBODY_KNOWS]
    if len(known) > 1 or (role is not None and role.absent):
        return
    observed = f"all rows are {known[0]}" if known else "no column says of which type a row is"
    for readout_ in card.readouts:
        # That there are no neighbours is worse, and RDO009 says so.
        is_apart = readout_.readout_type == NEIGHBOURHOOD and is_dissociated(readout_, card, facts)
        if readout_.readout_type in READS_TYPES and not is_apart:
            yield Evidence(
                Location("card", pointer=f"{readout_.pointer}/readout_type"),
                observed=observed,
                values={"readout": readout_.readout_id, "kind": readout_.readout_type},
            )


RULE = Rule(
    code="RDO010",
    name="composition-without-cell-types",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Shares of cell types are read from rows that have a type.",
    message="Readout `{readout}` ({kind}) counts cells of each type, and {observed}.",
    fix="Add `cell_type_ontology_term_id`, or bind the column of types or clusters: `binding: {{keys: [{{role: cell_type, columns: [leiden]}}]}}`.",
    why="Types that everybody assigns anew are not the same types; shares of them cannot be compared.",
    check=check,
    needs_card=True,
    slots=("Readout.readout_type", "RoleColumns.role"),
    passing=(Example("two types of cell", edits=(readout("cell_state_composition", "sample"),)),),
    failing=(
        Example(
            "no type of cell",
            edits=(
                readout("cell_state_composition", "sample"),
                DropColumn("obs", "cell_type_ontology_term_id"),
            ),
            expect=(Expect(f"card:{POINTER}/readout_type"),),
        ),
        Example(
            "one type of cell",
            edits=(
                readout("cell_state_composition", "sample"),
                SetColumn("obs", "cell_type_ontology_term_id", "CL:0000624"),
            ),
            expect=(Expect(f"card:{POINTER}/readout_type"),),
        ),
    ),
)
