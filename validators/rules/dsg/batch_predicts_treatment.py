"""Rule DSG003: a batch does not tell whether a row was treated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.comparability import coarsest
from aivc.validators.design.confounding import confounded_roles
from aivc.validators.design.identifiability import predictability
from aivc.validators.design.layout import Layout
from aivc.validators.design.nesting import nesting
from aivc.validators.design.regroup import transposed
from aivc.validators.design.role_tables import by_condition, first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.dsg.separated_conditions import separated_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.design.identifiability import Predictability
    from aivc.validators.facts.model import Facts

MUCH = 0.5
"""Share of the errors of shuffled rows that knowing the block must remove. Half of them means that
most of the smaller group, treated or control, sits in blocks of its own; designs in which the share
of controls merely varies stay far below."""

RARE = 0.01
"""Largest p value. Rows of one culture are not independent, so p only keeps out tiny tables."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report roles whose levels tell treated rows from controls well above chance."""
    design = facts.design
    if design is None:
        return
    layout = Layout(card, design)
    confounded = confounded_roles(layout)
    # What is worse, and why, is said by DSG001, DSG002 and DSG016.
    said = {*confounded, *separated_conditions(layout, confounded)}
    told: dict[str, Predictability] = {}
    for role in layout.block_roles:
        # Where controls are matched on the role, CTL004 names the blocks that lack one.
        if role in said or _is_matched(layout, role):
            continue
        judged = _judged(layout, role)
        if judged is not None:
            told[role] = judged
    for role in coarsest(design, told):
        found = told[role]
        yield Evidence(
            Location("obs", table=table_of(design, role), column=first_column(design, role)),
            observed=f"{found.accuracy:.1%} of rows",
            expected=f"{found.shuffled_mean:.1%} ± {found.shuffled_sd:.1%} when shuffled",
            count=round(found.accuracy * found.n_rows),
            total=found.n_rows,
            values={
                "role": role,
                "chance": f"{found.chance:.1%}",
                "p": f"{found.p_value:.3g}",
                "excess": f"{found.excess:.0%}",
            },
        )


def _is_matched(layout: Layout, role: str) -> bool:
    contrasts = layout.contrasts
    matched = [
        role in control.matched_on and by_condition(layout.design, control.matched_on) is not None
        for links in set(contrasts.links.values())
        for control in map(contrasts.controls.__getitem__, links)
    ]
    return bool(matched) and all(matched)


def _judged(layout: Layout, role: str) -> Predictability | None:
    table = layout.status_by_block(role)
    if table is None or len(table.left_names) < 2 or len(table.right_names) < 2:
        return None
    # Patients and libraries that each hold one arm are replicates of it.
    if role in {"donor", "lane"} and nesting(table).right_in_left:
        return None
    found = predictability(transposed(table))
    return found if found.excess >= MUCH and found.p_value <= RARE else None


RULE = Rule(
    code="DSG003",
    name="batch-predicts-treatment",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A batch does not tell whether a row was treated.",
    message="Knowing the {role} alone tells treated from control for {observed} (guessing: {chance}; expected {expected}, p = {p}); it removes {excess} of the errors.",
    fix="Check that `{role}` is labelled as the experiment was done. If it was, compare within {role} only: add `{role}` to `matched_on` of the control, and leave out levels of {role} that hold one side only.",
    why="A model can answer 'treated or not' from the {role} without looking at biology, and differences between levels of {role} leak into every effect.",
    check=check,
    slots=("Control.matched_on",),
    references=("doi:10.1080/01621459.1954.10501231", "doi:10.1038/nrg2825"),
    passing=(
        Example("lanes that hold treated cells and vehicle alike"),
        Example(
            "one lane holds somewhat more vehicle",
            edits=(
                SetColumn(
                    "obs", "batch_id", {6: "lane_1", 7: "lane_1", 14: "lane_1", 15: "lane_1"}
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "all but one vehicle cell were sequenced in a lane with one treated cell",
            edits=(
                SetCard("/controls/0/matched_on", ["donor"]),
                SetColumn("obs", "batch_id", [*["lane_1"] * 6, *["lane_2"] * 2] * 6),
                SetColumn("obs", "batch_id", {0: "lane_2", 6: "lane_1"}),
            ),
            expect=(Expect("obs/batch_id", 46),),
        ),
    ),
)
