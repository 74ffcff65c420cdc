"""Rule RDO019: rows belong to units of the scale that a readout is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropColumn, Example, Expect
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.grammar.anchors import ROLE_OF_SCALE, anchors_of
from aivc.validators.grammar.chain import obs_columns_of, operators_by_id
from aivc.validators.grammar.composing import Gap
from aivc.validators.grammar.reach import scale_of_table, way_to_readout
from aivc.validators.rule import Rule
from aivc.validators.rules.rdo.example_edits import POINTER, readout
from aivc.validators.rules.rdo.inputs import inputs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, Readout
    from aivc.validators.facts.model import DesignFacts, Facts
    from aivc.validators.grammar.anchors import Anchor, Anchors


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report readouts whose rows no key assigns to a unit of their scale."""
    if facts.design is None:
        return
    anchors = anchors_of(card, obs_columns_of(facts))
    for readout_ in card.readouts:
        by_key = [
            step
            for step in _steps(readout_, card, facts, anchors)
            if anchors.keys.get(step.target) == step.name
        ]
        for step in by_key:
            role = ROLE_OF_SCALE.get(step.target)
            if role is not None and not _is_told(role, facts.design):
                yield Evidence(
                    Location("card", pointer=f"{readout_.pointer}/output_scale"),
                    observed=step.target,
                    expected=step.name,
                    values={"readout": readout_.readout_id},
                )


def _is_told(role: str, design: DesignFacts) -> bool:
    """Tell whether rows belong to a unit, by a column or because there is one unit only.

    A bound column that the file lacks is reported where bindings are.
    """
    columns = design.roles.get(role)
    if columns is not None and (columns.absent or columns.levels):
        return True
    assignment = design.assignments.get(role)
    return assignment is not None and any(entity.n_rows for entity in assignment.entities)


def _steps(
    readout_: Readout, card: DatasetCard, facts: Facts, anchors: Anchors
) -> tuple[Anchor, ...]:
    operators = operators_by_id(card)
    taken: dict[Anchor, None] = {}
    for one in inputs_of(readout_, card, facts):
        table = one.declared
        scale = scale_of_table(table, operators.get(table.measured_by or ""), anchors)
        way = way_to_readout(readout_, scale, table, anchors) if scale else ()
        if not isinstance(way, Gap):
            taken.update(dict.fromkeys(way))
    return tuple(taken)


RULE = Rule(
    code="RDO019",
    name="readout-scale-without-units",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Rows belong to units of the scale that a readout is at.",
    message="Readout `{readout}` projects rows to the scale {observed} by {expected}, and no row says to which unit of that scale it belongs.",
    fix="Add the column {expected}, or bind the column that names the units (`binding: {{keys: [...]}}`), or give the entities of the card `matches`.",
    why="A readout of units that no row belongs to has no value; software that sums anyway sums everything.",
    check=check,
    needs_card=True,
    slots=("Readout.output_scale", "Binding.keys"),
    passing=(
        Example("rows name their donor", edits=(readout("perturbation_signature", "organism"),)),
    ),
    failing=(
        Example(
            "nothing says of which donor or sample a row is",
            edits=(
                readout("perturbation_signature", "organism"),
                DropColumn("obs", "donor_id"),
                DropColumn("obs", "sample_id"),
            ),
            expect=(Expect(f"card:{POINTER}/output_scale"),),
        ),
    ),
)
