"""Rule CTL004: every context with treated rows has rows of its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.confounding import confounded_roles
from aivc.validators.design.layout import Layout
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.matched_groups import control_words, matched_tables
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.ctl.matched_groups import MatchedGroup, MatchedTable


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report matched contexts that hold treated rows and no row of their control."""
    design = facts.design
    if design is None:
        return
    layout = Layout(card, design)
    # Where the block is the treatment, no context can have both; DSG002 says so.
    confounded = confounded_roles(layout)
    for matched in matched_tables(layout.contrasts, design):
        if not confounded.keys() & set(matched.matched_on):
            yield from _contexts_without_control(matched)


def _contexts_without_control(matched: MatchedTable) -> Iterator[Evidence]:
    lacking = [group for group in matched.groups if not group.control_rows.all()]
    if not lacking:
        return
    missing = [
        (group, context)
        for group in lacking
        for context in group.contexts[group.control_rows == 0].tolist()
    ]
    yield Evidence(
        place_of(lacking[0].controls, "matched_on" if matched.matched_on else ""),
        observed=matched.roles,
        expected=f"rows of {lacking[0].control_names}",
        count=len(missing),
        # Of the controls that are missing somewhere; those of others say nothing here.
        total=sum(len(group.contexts) for group in lacking),
        examples=tuple(
            matched.context(context) + _lacks(matched, group, context, are_several=len(lacking) > 1)
            for group, context in missing[:MAX_EXAMPLES]
        ),
        values={"control": control_words(lacking)},
    )


def _lacks(matched: MatchedTable, group: MatchedGroup, context: int, *, are_several: bool) -> str:
    if are_several:
        return f" without {group.control_names}"
    return f" ({', '.join(matched.conditions_in(group, context))})"


RULE = Rule(
    code="CTL004",
    name="context-without-control",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Every context with treated rows has rows of its control.",
    message="{count} of {total} contexts ({observed}) hold treated rows and no row of control {control}, with which they are to be compared: {examples}.",
    fix="Look for control rows of these contexts that are missing from the file or carry another label. If they were never made, leave the treated rows of these contexts out, or take the role that has no control out of `matched_on`, and say so in `data_limitations`.",
    why="A treated plate without its vehicle is compared with the vehicle of another plate, and the difference between plates counts as an effect.",
    check=check,
    needs_card=True,
    slots=("Control.matched_on", "Control.control_for"),
    references=("doi:10.1038/s41587-025-02777-8",),
    passing=(
        Example("vehicle in every donor and plate"),
        Example(
            "one vehicle well of two is lost",
            edits=(SetColumn("obs", "condition_id", {6: "dex_low"}),),
        ),
        Example(
            "a donor without vehicle, but the control is matched on plates only",
            edits=(
                SetCard("/controls/0/matched_on", ["plate"]),
                SetColumn(
                    "obs",
                    "condition_id",
                    {6: "dex_low", 7: "dex_high", 14: "dex_low", 15: "dex_high"},
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "one donor has no vehicle on one plate",
            edits=(SetColumn("obs", "condition_id", {6: "dex_low", 7: "dex_high"}),),
            expect=(Expect("card:/controls/0/matched_on"),),
        ),
        Example(
            "a plate without vehicle",
            edits=(
                SetColumn(
                    "obs", "condition_id", dict.fromkeys((14, 15, 30, 31, 46, 47), "dex_low")
                ),
            ),
            expect=(Expect("card:/controls/0/matched_on", 3),),
        ),
    ),
)
