"""Rule PRV006: no preprocessing step looked at the outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report steps that feed a table and used the outcome."""
    feeding = {name for table in card.tables for name in table.was_generated_by}
    for step in card.activities:
        if step.uses_outcome and step.activity_id in feeding:
            yield Evidence(
                Location("card", pointer=f"{step.pointer}/uses_outcome"),
                values={"step": step.activity_id, "kind": step.step_type},
            )


RULE = Rule(
    code="PRV006",
    name="outcome-in-preprocessing",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="No preprocessing step looked at the outcome.",
    message="Step `{step}` ({kind}) used the outcome that a model is to predict, and feeds a table.",
    fix="Release the table from before this step as well, and name in `data_limitations` what was selected by the outcome.",
    why="Features chosen because they respond make every model look able to predict the response (leakage L2).",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.uses_outcome",),
    references=("Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",),
    passing=(
        Example(
            "genes chosen without the outcome",
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
        ),
    ),
    failing=(
        Example(
            "genes chosen because they differ between treatments",
            edits=(
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "hvg",
                        "step_type": "feature_selection",
                        "order_index": 6,
                        "fit_scope": "all_partitions",
                        "uses_outcome": True,
                        "software": {"name": "scanpy", "version": "1.10.0"},
                    },
                ),
                SetCard("/tables/0/was_generated_by/-", "hvg"),
            ),
            expect=(Expect("card:/activities/5/uses_outcome"),),
        ),
    ),
)
