"""Rule DSG007: each condition has enough cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.few_rows import FEW_CELLS, SINGLE_CELL_OPERATORS, is_pilot
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

ORDINARY = 5
"""In a small file a condition of one cell stands out where a typical one has as many."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treated conditions with few cells; those without any have a rule of their own."""
    design = facts.design
    if design is None or "condition" not in design.assignments:
        return
    treated = contrasts_of(card).treated
    rows = {
        entity.entity_id: entity.n_rows
        for entity in design.assignments["condition"].entities
        if entity.n_rows and entity.entity_id in treated
    }
    if not rows:
        return
    typical = sorted(rows.values())[len(rows) // 2]
    limit = FEW_CELLS
    if is_pilot(design):
        limit = 2 if typical >= ORDINARY else 0
    few = {name: n for name, n in rows.items() if n < limit}
    if few:
        smallest = sorted(few, key=lambda name: (few[name], name))
        yield Evidence(
            Location("card", pointer=treated[smallest[0]].pointer),
            observed=f"fewer than {limit} cells",
            expected=f"at least {FEW_CELLS}",
            count=len(few),
            total=len(rows),
            examples=tuple(f"{name} ({few[name]})" for name in smallest),
            values={"typical": typical},
        )


RULE = Rule(
    code="DSG007",
    name="condition-with-few-observations",
    severity=Severity.INFO,
    level=Level.OBS,
    title="Each condition has enough cells.",
    message="{count} of {total} treated conditions have {observed}, where {expected} are advised and {typical} are typical here: {examples}.",
    fix="Check that no cells were filtered out or mislabelled. Keep the conditions if they are right; pool them, weigh them by their cells, or leave them out of a benchmark's test partition.",
    why="The mean of a few cells is mostly noise, so a score on such a condition says little about the model, and all conditions count alike.",
    check=check,
    needs_card=True,
    operators=SINGLE_CELL_OPERATORS,
    slots=("Condition.n_observations",),
    passing=(Example("six cells in each condition of a small file"),),
    failing=(
        Example(
            "one cell is left of a treatment",
            edits=(
                SetColumn("obs", "condition_id", dict.fromkeys((8, 16, 24, 32, 40), "dex_high")),
            ),
            expect=(Expect("card:/conditions/0"),),
        ),
    ),
)
