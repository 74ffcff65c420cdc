"""Rule CTL018: rows that are labelled as controls belong to a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.labelled_rows import (
    roles_that_tell,
    treated_rows_labelled_as_control,
)
from aivc.validators.rules.ctl.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treated conditions that hold rows labelled as controls."""
    design = facts.design
    if design is None:
        return
    treated = contrasts_of(card).treated
    rows = treated_rows_labelled_as_control(card, design)
    if rows:
        columns = " and ".join(design.roles[r].columns[0] for r in roles_that_tell(design))
        yield Evidence(
            place_of([treated[name] for name in rows]),
            observed=f"{sum(rows.values())} rows",
            expected="no row",
            count=len(rows),
            total=len(treated),
            examples=tuple(f"{name} ({n})" for name, n in rows.items()),
            values={"columns": columns or "the columns that it matches"},
        )


RULE = Rule(
    code="CTL018",
    name="control-label-on-treated",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="Rows that are labelled as controls belong to a control.",
    message="{count} of {total} treated conditions hold {observed} that {columns} labels as controls, expected {expected}: {examples}.",
    fix="If the label is right, give these rows to a condition with `control`: correct `matches` or `condition_id`. If the condition is right, correct the label in the file.",
    why="Control cells inside a treated condition dilute its effect and are missing from the reference; a model learns that the treatment does little.",
    check=check,
    needs_card=True,
    slots=("Condition.intervention", "Condition.matches"),
    references=("https://github.com/sanderlab/scPerturb/issues/6",),
    passing=(
        Example("non-targeting guides are a control", specimen="guides"),
        Example(
            "a guide pair of which one member is non-targeting is a treatment",
            specimen="guides",
            edits=(SetColumn("obs", "target", {8: "KLF1|non-targeting"}),),
        ),
    ),
    failing=(
        Example(
            "cells with non-targeting guides are counted as a knock-down",
            specimen="guides",
            edits=(SetColumn("obs", "condition_id", {10: "KLF1_8d", 11: "KLF1_8d", 12: "MYB_8d"}),),
            expect=(Expect("card:/conditions/2", 2),),
        ),
        Example(
            "the condition of the non-targeting guides has an intervention",
            specimen="guides",
            edits=(
                SetCard(
                    "/conditions/5",
                    {"condition_id": "non_targeting_8d", "intervention": "knock_down_GATA1"},
                ),
            ),
            expect=(Expect("card:/conditions/5"),),
        ),
    ),
)
