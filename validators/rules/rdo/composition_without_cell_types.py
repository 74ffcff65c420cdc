"""Rule RDO010: shares of cell types are read from rows that have a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, readout
from aivc.validators.rules.rdo.inputs import inputs_of
from aivc.validators.rules.rdo.places import NEIGHBOURHOOD, is_dissociated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Readout
    from aivc.validators.facts.model import Facts, RoleColumns

READS_TYPES = frozenset({"cell_state_composition", "spatial_neighbourhood"})
"""Readouts that count cells of each type."""

UNTOLD = "no column says of which type a row is"
NOBODY_KNOWS = frozenset({"unknown", "na", "nan", ""})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts of shares where rows have no type, or all the same."""
    if facts.design is None:
        return
    role = facts.design.roles.get("cell_type")
    names = role.names() if role is not None else ()
    known = [name for name in names if name.casefold() not in NOBODY_KNOWS]
    if role is not None and role.absent:
        return
    for readout_ in card.readouts:
        has_types = role is not None and _are_types_of(role, readout_, card, facts)
        if readout_.readout_type not in READS_TYPES or (has_types and len(known) > 1):
            continue
        # That there are no neighbours is worse, and RDO009 says so.
        if readout_.readout_type == NEIGHBOURHOOD and is_dissociated(readout_, card, facts):
            continue
        is_one = has_types and known
        yield Evidence(
            Location("card", pointer=f"{readout_.pointer}/readout_type"),
            observed=f"all rows are {known[0]}" if is_one else UNTOLD,
            values={"readout": readout_.readout_id, "kind": readout_.readout_type},
        )


def _are_types_of(role: RoleColumns, readout_: Readout, card: DatasetCard, facts: Facts) -> bool:
    """Tell whether the rows of a readout have the types that a role tells.

    Tables of a SpatialData store have rows of their own; modalities share them.
    """
    if not role.table.startswith("tables/"):
        return True
    tables = [found.table for found in inputs_of(readout_, card, facts) if found.table is not None]
    return not tables or any(
        table.name == role.table
        or (table.obs is not None and table.obs.columns.keys() >= set(role.columns))
        for table in tables
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
