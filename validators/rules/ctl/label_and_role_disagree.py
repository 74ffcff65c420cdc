"""Rule CTL018: rows that are labelled as controls belong to a control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.validators.design.contrasts import contrasts_of
from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.labelled_rows import (
    control_labelled_rows,
    roles_that_tell,
    rows_of_conditions,
    says_treatment,
)
from aivc.validators.rules.ctl.places import place_of
from aivc.validators.rules.ctl.vehicles import vehicle_interventions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report treated conditions that hold rows labelled as controls."""
    design = facts.design
    if design is None:
        return
    # A vehicle that is written as a treatment has its own rule.
    vehicles = vehicle_interventions(card)
    treated = {
        name: condition
        for name, condition in contrasts_of(card).treated.items()
        if name not in vehicles
    }
    rows = {name: n for name, n in control_labelled_rows(design).items() if name in treated}
    sizes = rows_of_conditions(design)
    for name, condition in treated.items():
        if name not in rows and sizes.get(name) and _is_matched_as_control(condition):
            rows[name] = sizes[name]
    if rows:
        found = [treated[name] for name in treated if name in rows]
        columns = " and ".join(design.roles[r].columns[0] for r in roles_that_tell(design))
        yield Evidence(
            place_of(found),
            observed=f"{sum(rows.values())} rows",
            expected="no row",
            count=len(found),
            total=len(treated),
            examples=tuple(f"{c.condition_id} ({rows[c.condition_id or '']})" for c in found),
            values={"columns": columns or "the columns that it matches"},
        )


def _is_matched_as_control(condition: Condition) -> bool:
    """Tell whether all labels that a condition is matched by name a control."""
    labels = [
        match.column_value
        for match in condition.matches
        if isinstance(match.column_value, str) and match.column and says_treatment(match.column)
    ]
    return bool(labels) and all(control_kind_of(label) is not None for label in labels)


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
