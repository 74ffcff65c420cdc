"""Rule PRV004: no step that feeds a table learned from the observations that a model is tested on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prv.steps import LEARNS, MAKES_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report steps that learn, feed a table, and learned from everything or from nobody knows what."""
    feeding = {name for table in card.tables for name in table.was_generated_by}
    for step in card.activities:
        saw_everything = step.fit_scope == "all_partitions" and step.step_type in MAKES_VALUES
        nobody_knows = step.fit_scope == "unknown" and step.step_type in LEARNS
        if step.activity_id in feeding and (saw_everything or nobody_knows):
            yield Evidence(
                Location("card", pointer=f"{step.pointer}/fit_scope"),
                observed=step.fit_scope or "",
                values={
                    "step": step.activity_id,
                    "kind": step.step_type,
                    "so": LEARNED[step.fit_scope or ""],
                },
            )


LEARNED = {
    "all_partitions": "so it learned from every observation, those of a later test partition too",
    "unknown": "so it may have learned from the observations of a later test partition",
}


RULE = Rule(
    code="PRV004",
    name="fitted-on-everything",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="No step that feeds a table learned from the observations that a model is tested on.",
    message="Step `{step}` ({kind}) has fit_scope {observed}, {so}.",
    fix="Release the table from before this step as well, fit the step on training data only, and write `train_only` with `fitted_on`; or keep it and say so in `data_limitations`.",
    why="Preprocessing and feature selection on training and test data together are leakage L1.2 and L1.3: scores rise and do not hold elsewhere.",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.fit_scope", "ProcessingActivity.fitted_on"),
    references=("Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",),
    passing=(
        Example(
            "genes chosen from controls",
            edits=(
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "hvg",
                        "step_type": "feature_selection",
                        "order_index": 6,
                        "fit_scope": "controls_only",
                        "fitted_on": [{"description": "vehicle cells"}],
                        "uses_outcome": False,
                        "software": {"name": "scanpy", "version": "1.10.0"},
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "hvg"),
            ),
        ),
    ),
    failing=(
        Example(
            "variable genes chosen from all cells",
            edits=(
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "hvg",
                        "step_type": "feature_selection",
                        "order_index": 6,
                        "fit_scope": "all_partitions",
                        "uses_outcome": False,
                        "software": {"name": "scanpy", "version": "1.10.0"},
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "hvg"),
            ),
            expect=(Expect("card:/activities/5/fit_scope"),),
        ),
        Example(
            "variable genes, and nobody knows of which cells",
            edits=(
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "hvg",
                        "step_type": "feature_selection",
                        "order_index": 6,
                        "fit_scope": "unknown",
                        "uses_outcome": False,
                        "software": {"name": "scanpy", "version": "1.10.0"},
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "hvg"),
            ),
            expect=(Expect("card:/activities/5/fit_scope"),),
        ),
    ),
)
