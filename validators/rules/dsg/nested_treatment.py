"""Rule DSG016: treatments and controls share blocks, not only kinds of block."""

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

UNITS_BY_NATURE = frozenset({"donor", "lane"})
"""A patient of a trial gets one treatment, and a sample has a library of its own: with several on
each side that is replication, not a fault."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treatments that sit in several blocks, and their control in several others."""
    design = facts.design
    if design is None:
        return
    treated = sum(condition.intervention is not None for condition in card.conditions)
    layout = Layout(card, design)
    for role, apart in separated_conditions(layout, confounded_roles(layout)).items():
        nested = [separation for separation in apart if separation.is_replicated]
        if nested and role not in UNITS_BY_NATURE:
            blocks = min(min(s.n_blocks, s.n_control_blocks) for s in nested)
            yield Evidence(
                Location("obs", table=table_of(design, role), column=first_column(design, role)),
                observed=f"at least {blocks} levels of {role} on either side, none shared",
                expected=f"{role} shared with the control",
                count=len(nested),
                total=treated,
                examples=tuple(separation.condition for separation in nested),
                values={"role": role, "blocks": blocks},
            )


RULE = Rule(
    code="DSG016",
    name="nested-treatment",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Treatments and controls share blocks, not only kinds of block.",
    message="{count} of {total} treated conditions ({examples}) have {observed}: their effect can be estimated only between levels of {role}, as if each of these were one observation.",
    fix="Check that `{role}` is labelled as the experiment was done. If it was, treat `{role}` as the unit of replication: aggregate over it before testing, and split by it.",
    why="Thousands of cells then carry no more information about the effect than {blocks} blocks on a side; a test or a score across cells is far too sure.",
    check=check,
    needs_card=True,
    slots=("Condition.control", "Control.control_for"),
    references=("doi:10.1038/s41467-021-25960-2",),
    passing=(
        Example("vehicle on both plates"),
        Example(
            "one donor is treated and another one got vehicle; that is worse, and DSG001 says so",
            edits=(
                SetCard("/controls/0/matched_on", ["plate"]),
                SetColumn("obs", "donor_id", [*["D2"] * 6, *["D1"] * 2] * 6),
            ),
        ),
    ),
    failing=(
        Example(
            "treated cells lie on two plates and vehicle on two others",
            edits=(
                SetCard("/controls/0/matched_on", ["donor"]),
                SetColumn(
                    "obs",
                    "plate_id",
                    [*["P1"] * 6, *["P3"] * 2, *["P2"] * 6, *["P4"] * 2] * 3,
                ),
            ),
            expect=(Expect("obs/plate_id", 6),),
        ),
    ),
)
