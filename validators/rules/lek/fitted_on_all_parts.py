"""Rule LEK050: no step that feeds a table learned from all parts of the split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import TESTS, feeding_steps, saw_everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report steps that learned from everything, or from nobody knows what."""
    split = facts.split
    tests = () if split is None else tuple(p.name for p in split.parts if p.role in TESTS)
    if not tests:
        return
    for step in feeding_steps(card):
        if saw_everything(step):
            yield Evidence(
                Location("card", pointer=f"{step.pointer}/fit_scope"),
                observed=step.fit_scope or "",
                expected="train_only",
                values={
                    "step": step.activity_id,
                    "kind": step.step_type,
                    "tests": ", ".join(tests),
                    "did": "learned" if step.fit_scope == "all_partitions" else "may have learned",
                },
            )


def _step(step_type: str, fit_scope: str) -> tuple[SetCard, ...]:
    step = {
        "activity_id": "learned",
        "step_type": step_type,
        "order_index": 6,
        "fit_scope": fit_scope,
        "uses_outcome": False,
        "software": {"name": "scanpy", "version": "1.10.0"},
    }
    return SetCard("/activities/-", step), SetCard("/tables/0/was_generated_by/-", "learned")


RULE = Rule(
    code="LEK050",
    name="fitted-on-all-parts",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="No step that feeds a table learned from all parts of the split.",
    message="Step `{step}` ({kind}) has fit_scope {observed}: it {did} from the observations of `{tests}` as well.",
    fix="Fit the step on training alone, apply it to the rest, and write `fit_scope: train_only` with `fitted_on: [{{partition: train}}]`; or release the table from before this step for models to use.",
    why="Genes chosen, axes fitted and batches aligned with the test in view carry what the test is asked for; scores rise and do not hold on new data (leakage L1.2 and L1.3).",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.fit_scope",),
    references=(
        "Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",
        "https://github.com/bm2-lab/scPerturBench/issues/11",
    ),
    passing=(
        Example(
            "each cell is scaled by its own sum",
            specimen="donor_split",
            edits=_step("normalization", "per_observation"),
        ),
        Example(
            "cells were called with all in view, which makes no values",
            specimen="donor_split",
            edits=_step("cell_calling", "all_partitions"),
        ),
    ),
    failing=(
        Example(
            "variable genes were chosen from all cells",
            specimen="donor_split",
            edits=_step("feature_selection", "all_partitions"),
            expect=(Expect("card:/activities/5/fit_scope"),),
        ),
        Example(
            "nobody knows what batches were aligned on",
            specimen="donor_split",
            edits=_step("batch_correction", "unknown"),
            expect=(Expect("card:/activities/5/fit_scope"),),
        ),
    ),
)
