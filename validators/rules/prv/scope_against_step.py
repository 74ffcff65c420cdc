"""Rule PRV005: a step that learns is not called one that learns nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prv.steps import LEARNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


NOTHING_LEARNED = ("stateless", "per_observation")


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report steps that learn by their nature and are declared not to."""
    for step in card.activities:
        if step.step_type in LEARNS and step.fit_scope in NOTHING_LEARNED:
            yield Evidence(
                Location("card", pointer=f"{step.pointer}/fit_scope"),
                observed=step.fit_scope or "",
                values={"step": step.activity_id, "kind": step.step_type},
            )


RULE = Rule(
    code="PRV005",
    name="scope-against-step",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="A step that learns is not called one that learns nothing.",
    message="Step `{step}` is a {kind}, which learns from many observations, and has fit_scope {observed}.",
    fix="Write which observations it learned from: all_partitions, train_only, controls_only, per_batch, external_reference, or unknown.",
    why="A fitted step that is called stateless hides the commonest leak there is.",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.fit_scope",),
    passing=(
        Example(
            "a normalisation of each cell by itself",
            edits=(
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "depth",
                        "step_type": "normalization",
                        "order_index": 6,
                        "fit_scope": "per_observation",
                        "uses_outcome": False,
                        "software": {"name": "scanpy", "version": "1.10.0"},
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "variable genes that were chosen from no cell",
            edits=(
                SetCard(
                    "/activities/-",
                    {
                        "activity_id": "hvg",
                        "step_type": "feature_selection",
                        "order_index": 6,
                        "fit_scope": "stateless",
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
