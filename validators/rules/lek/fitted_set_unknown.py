"""Rule LEK055: what a step was fitted on can be laid beside the parts of the split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.lek.fitted_steps import feeding_steps, is_everything, parts_of
from aivc.validators.rules.prv.steps import MAKES_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ObservationSet
    from aivc.validators.facts.model import Facts
    from aivc.validators.split_facts.model import SplitFacts

SOME_ROWS = frozenset({"train_only", "train_and_validation"})


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report steps fitted on some parts that are none of this manifest."""
    split = facts.split
    if split is None or not split.is_divided:
        return
    for step in feeding_steps(card):
        if step.fit_scope not in SOME_ROWS or step.step_type not in MAKES_VALUES:
            continue
        unknown = [
            named
            for named in step.fitted_on
            if not parts_of(split, named) and not is_everything(split, named)
        ]
        if unknown or not step.fitted_on:
            yield Evidence(
                Location("card", pointer=unknown[0].pointer if unknown else step.pointer),
                observed="; ".join(_told(split, named) for named in unknown) or "it does not say",
                count=max(1, len(unknown)),
                values={
                    "step": step.activity_id,
                    "kind": step.step_type,
                    "scope": step.fit_scope,
                    "parts": ", ".join(part.name for part in split.parts),
                },
            )


def _told(split: SplitFacts, named: ObservationSet) -> str:
    if named.partition is not None:
        return f"the manifest has no part `{named.partition}`"
    if named.observation_ids_sha256 is not None:
        looked = split.fitting is not None
        return "its digest is that of no part" if looked else "its digest was not compared"
    return "it is told in words alone"


def _step(fitted_on: list[dict[str, str]]) -> tuple[SetCard, ...]:
    step = {
        "activity_id": "hvg",
        "step_type": "feature_selection",
        "order_index": 6,
        "fit_scope": "train_only",
        "fitted_on": fitted_on,
        "uses_outcome": False,
        "software": {"name": "scanpy", "version": "1.10.0"},
    }
    return SetCard("/activities/-", step), SetCard("/tables/0/was_generated_by/-", "hvg")


RULE = Rule(
    code="LEK055",
    name="fitted-set-unknown",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="What a step was fitted on can be laid beside the parts of the split.",
    message="Step `{step}` ({kind}) has fit_scope {scope}, and nobody can tell whether its observations are training in this manifest: {observed}.",
    fix="Name the part of the manifest under `fitted_on` ({parts}), or give `observation_ids_sha256` of the rows.",
    why="Training of another fold holds the test of this one. A promise that cannot be compared is no proof.",
    check=check,
    needs_card=True,
    slots=("ProcessingActivity.fitted_on", "ObservationSet.partition"),
    passing=(
        Example(
            "fitted on a part of the manifest",
            specimen="donor_split",
            edits=_step([{"partition": "train"}]),
        ),
    ),
    failing=(
        Example(
            "fitted on a part of another manifest",
            specimen="donor_split",
            edits=_step([{"partition": "fold_2_train"}]),
            expect=(Expect("card:/activities/5/fitted_on/0"),),
        ),
        Example(
            "a digest that is that of no part",
            specimen="donor_split",
            edits=_step([{"observation_ids_sha256": "0" * 64}]),
            expect=(Expect("card:/activities/5/fitted_on/0"),),
        ),
    ),
)
