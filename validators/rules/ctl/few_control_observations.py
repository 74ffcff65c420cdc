"""Rule CTL007: each matched context has enough control cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.few_rows import FEW_CELLS, SINGLE_CELL_OPERATORS, is_pilot
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.matched_groups import matched_groups
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

RESTING_ON_ONE = 5
"""In a small file a lone control cell is worth a word once as many treated cells rest on it."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report matched contexts whose treated cells rest on few control cells."""
    if facts.design is None:
        return
    for group in matched_groups(card, facts.design):
        used = (group.treated_rows > 0) & (group.control_rows > 0)
        few = used & (group.control_rows < FEW_CELLS)
        if is_pilot(facts.design):
            few = used & (group.control_rows == 1) & (group.treated_rows >= RESTING_ON_ONE)
        if not few.any():
            continue
        contexts = few.nonzero()[0].tolist()
        fewest = int(group.control_rows[few].min())
        yield Evidence(
            place_of(group.controls),
            observed=f"{fewest} in the smallest",
            expected=f"at least {FEW_CELLS}",
            count=len(contexts),
            total=int(used.sum()),
            examples=tuple(
                f"{group.contexts[c] or 'the file'}: {int(group.control_rows[c])}" for c in contexts
            ),
            values={
                "control": group.control_names,
                "roles": " x ".join(group.matched_on) or "whole file",
            },
        )


RULE = Rule(
    code="CTL007",
    name="few-control-observations",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Each matched context has enough control cells.",
    message="In {count} of {total} contexts ({roles}) control {control} has few cells, {observed}, where {expected} are advised: {examples}.",
    fix="Check that no control cells of these contexts were filtered out or mislabelled. If there are no more, match on fewer roles, so that more control cells are compared with.",
    why="The mean of the control is subtracted from every treatment of the context, so its error is in all of their effects, and makes them look alike.",
    check=check,
    needs_card=True,
    operators=SINGLE_CELL_OPERATORS,
    slots=("Control.matched_on",),
    references=("arXiv:2506.22641",),
    passing=(Example("two vehicle cells for six treated ones in each context of a small file"),),
    failing=(
        Example(
            "a context that rests on one vehicle cell",
            edits=(SetColumn("obs", "condition_id", {7: "dex_low"}),),
            expect=(Expect("card:/controls/0"),),
        ),
    ),
)
