"""Rule CTL007: each matched context has enough control cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.design.few_rows import FEW_CELLS, SINGLE_CELL_OPERATORS, is_pilot
from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.matched_groups import control_words, matched_tables
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.ctl.matched_groups import MatchedGroup

RESTING_ON_ONE = 5
"""In a small file a lone control cell is worth a word once as many treated cells rest on it."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report matched contexts whose treated cells rest on few control cells."""
    if facts.design is None:
        return
    for matched in matched_tables(contrasts_of(card), facts.design):
        few = [
            (group, matched.context(int(context)), int(rows))
            for group in matched.groups
            for context, rows in _small(group, is_small_file=is_pilot(facts.design))
        ]
        if not few:
            continue
        few.sort(key=lambda entry: (entry[2], entry[1]))
        groups = [group for group in matched.groups if any(group is entry[0] for entry in few)]
        yield Evidence(
            place_of(few[0][0].controls),
            observed=f"{few[0][2]} in the smallest",
            expected=f"at least {FEW_CELLS}",
            count=len(few),
            total=sum(int((group.control_rows > 0).sum()) for group in groups),
            examples=tuple(
                f"{context}, {group.control_names}: {rows}"
                if len(groups) > 1
                else f"{context}: {rows}"
                for group, context, rows in few
            ),
            values={"control": control_words(groups), "roles": matched.roles},
        )


def _small(group: MatchedGroup, *, is_small_file: bool) -> Iterator[tuple[int, int]]:
    """Yield contexts with few control rows, and their number; those with none are CTL004's."""
    few = (group.control_rows > 0) & (group.control_rows < FEW_CELLS)
    if is_small_file:
        few = (group.control_rows == 1) & (group.treated_rows >= RESTING_ON_ONE)
    yield from zip(group.contexts[few].tolist(), group.control_rows[few].tolist(), strict=True)


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
