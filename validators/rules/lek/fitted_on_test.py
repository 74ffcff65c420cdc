"""Rule LEK051: no step names observations of a test among those it was fitted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import (
    TESTS,
    feeding_steps,
    is_everything,
    parts_of,
    saw_everything,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ProcessingActivity
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import SplitFacts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report sets of ``fitted_on`` that hold rows that are evaluated."""
    split = facts.split
    if split is None or not split.is_divided:
        return
    for step in feeding_steps(card):
        # What a step says itself of having seen everything is LEK050's.
        if saw_everything(step):
            continue
        for named in step.fitted_on:
            held = [split.parts[k] for k in parts_of(split, named)]
            wrong = [part.name for part in held if part.role in _not_for(step)]
            if is_everything(split, named):
                wrong = [part.name for part in split.parts if part.role in TESTS]
            if wrong:
                yield Evidence(
                    Location("card", pointer=named.pointer),
                    observed=", ".join(wrong),
                    expected=step.fit_scope or "",
                    count=len(wrong),
                    values={
                        "step": step.activity_id,
                        "kind": step.step_type,
                        "rows": f"{_n_rows(split, wrong):,}",
                    },
                )


def _not_for(step: ProcessingActivity) -> frozenset[str]:
    """Return the roles of parts that a step must not have seen."""
    if step.fit_scope == "train_only":
        return TESTS | {"validation", "calibration"}
    return TESTS


def _n_rows(split: SplitFacts, names: list[str]) -> int:
    return sum(part.n_rows for part in split.parts if part.name in names)


def _step(fit_scope: str, *parts: str) -> tuple[SetCard, ...]:
    step = {
        "activity_id": "hvg",
        "step_type": "feature_selection",
        "order_index": 6,
        "fit_scope": fit_scope,
        "fitted_on": [{"partition": part} for part in parts],
        "uses_outcome": False,
        "software": {"name": "scanpy", "version": "1.10.0"},
    }
    return SetCard("/activities/-", step), SetCard("/tables/0/was_generated_by/-", "hvg")


RULE = Rule(
    code="LEK051",
    name="fitted-on-test",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="No step names observations of a test among those it was fitted on.",
    message="Step `{step}` ({kind}) says {expected} and was fitted on `{observed}` ({rows} rows).",
    fix="Fit the step again on training alone, or correct `fitted_on` in the card.",
    why="The step has seen the rows that models are tested on; whatever reads its result has, too.",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.fitted_on",),
    references=("Kapoor & Narayanan 2023, doi:10.1016/j.patter.2023.100804",),
    passing=(
        Example(
            "genes were chosen in training",
            specimen="donor_split",
            edits=_step("train_only", "train"),
        ),
        Example(
            "genes were chosen in training and validation, as is said",
            specimen="donor_split",
            edits=_step("train_and_validation", "train", "validation"),
        ),
    ),
    failing=(
        Example(
            "genes were chosen in training and test",
            specimen="donor_split",
            edits=_step("train_and_validation", "train", "test"),
            expect=(Expect("card:/activities/5/fitted_on/1"),),
        ),
        Example(
            "what is called training alone was validation",
            specimen="donor_split",
            edits=_step("train_only", "validation"),
            expect=(Expect("card:/activities/5/fitted_on/0"),),
        ),
    ),
)
