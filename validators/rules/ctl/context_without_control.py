"""Rule CTL004: every context with treated rows has rows of its control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.confounding import confounded_roles
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.matched_groups import conditions_in, matched_groups
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report matched contexts that hold treated rows and no row of their control."""
    design = facts.design
    if design is None:
        return
    # Where the block is the treatment, no context can have both; DSG002 says so.
    confounded = confounded_roles(card, design)
    for group in matched_groups(card, design):
        if confounded.keys() & set(group.matched_on):
            continue
        treated = group.treated_rows > 0
        missing = (treated & (group.control_rows == 0)).nonzero()[0].tolist()
        if not missing:
            continue
        examples = [
            f"{group.contexts[context] or 'the file'} ({', '.join(conditions_in(design, group, context))})"
            for context in missing[:MAX_EXAMPLES]
        ]
        yield Evidence(
            place_of(group.controls, "matched_on" if group.matched_on else ""),
            observed=" x ".join(group.matched_on) or "whole file",
            expected=f"rows of {group.control_names}",
            count=len(missing),
            total=int(treated.sum()),
            examples=tuple(examples),
            values={"control": group.control_names},
        )


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
