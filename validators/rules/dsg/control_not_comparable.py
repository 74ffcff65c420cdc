"""Rule DSG001: a treatment can be told from the block it was done in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.confounding import confounded_roles
from aivc.validators.design.layout import Layout
from aivc.validators.design.role_tables import first_column, table_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.dsg.separated_conditions import separated_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treated conditions that share no block with their control, even indirectly."""
    design = facts.design
    if design is None:
        return
    treated = sum(condition.intervention is not None for condition in card.conditions)
    layout = Layout(card, design)
    for role, apart in separated_conditions(layout, confounded_roles(layout)).items():
        single = [separation for separation in apart if not separation.is_replicated]
        if single:
            yield Evidence(
                Location("obs", table=table_of(design, role), column=first_column(design, role)),
                observed=f"no {role} that connects them",
                expected=f"a chain of shared levels of {role}",
                count=len(single),
                total=treated,
                examples=tuple(separation.condition for separation in single),
                values={"role": role},
            )


RULE = Rule(
    code="DSG001",
    name="control-not-comparable",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="A treatment can be told from the block it was done in.",
    message="{count} of {total} treated conditions ({examples}) share no {role} with their control, directly or through other conditions, so their effect and the difference between levels of {role} are one number and cannot be told apart.",
    fix="Check that `{role}` is labelled as the experiment was done. If it was, add controls that were made in the same {role}, or leave these conditions out; no analysis can separate the two afterwards.",
    why="In a model with one effect per condition and one per {role} this contrast is not estimable. What a predictor learns here may be the {role}.",
    check=check,
    needs_card=True,
    slots=("Condition.control", "Control.control_for"),
    references=("doi:10.1038/nrg2825",),
    passing=(
        Example("vehicle on both plates"),
        Example(
            "a drug on the plate without vehicle, but other drugs are on both plates",
            edits=(
                SetCard("/controls/0/matched_on", ["donor"]),
                SetColumn(
                    "obs",
                    "condition_id",
                    {
                        **dict.fromkeys((14, 15, 30, 31, 46, 47), "dex_low"),
                        **dict.fromkeys((3, 19, 35), "dex_high"),
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "all treated cells come from one donor and all vehicle cells from another",
            edits=(
                SetCard("/controls/0/matched_on", ["plate"]),
                SetColumn("obs", "donor_id", [*["D2"] * 6, *["D1"] * 2] * 6),
            ),
            expect=(Expect("obs/donor_id", 6),),
        ),
    ),
)
