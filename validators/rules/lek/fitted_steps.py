"""Steps of a card that learned from observations, beside the parts of a split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.rules.prv.steps import LEARNS, MAKES_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ObservationSet, ProcessingActivity
    from aivc.validators.split_facts.fitting_facts import FitEvidence, FittedOn, IdentifiedSet
    from aivc.validators.split_facts.model import SplitFacts

TESTS = frozenset({"test", "external_test"})


def feeding_steps(card: DatasetCard) -> Iterator[ProcessingActivity]:
    """Yield the steps that feed a table; all of them where no table names its steps."""
    feeding = {name for table in card.tables for name in table.was_generated_by}
    for step in card.activities:
        if not feeding or step.activity_id in feeding:
            yield step


def saw_everything(step: ProcessingActivity) -> bool:
    """Whether a step made values from what it learned from all observations, or nobody knows."""
    return (step.fit_scope == "all_partitions" and step.step_type in MAKES_VALUES) or (
        step.fit_scope == "unknown" and step.step_type in LEARNS
    )


def is_said_of(card: DatasetCard, step_type: str) -> bool:
    """Whether the card itself says that a step of a kind saw everything."""
    return any(step.step_type == step_type and saw_everything(step) for step in feeding_steps(card))


def identified(split: SplitFacts, named: ObservationSet) -> IdentifiedSet | None:
    """Return what a set is that the card names by digest, None where it is not looked up."""
    for found in split.fitting.identified if split.fitting is not None else ():
        if found.pointer == named.pointer:
            return found
    return None


def parts_of(split: SplitFacts, named: ObservationSet) -> tuple[int, ...]:
    """Return the positions of the parts that a set is, ``()`` where that is not known."""
    if named.partition is not None:
        part = split.part_named(named.partition)
        return () if part is None else (part,)
    found = identified(split, named)
    return found.parts if found is not None else ()


def is_everything(split: SplitFacts, named: ObservationSet) -> bool:
    """Whether a set is all rows of the file."""
    found = identified(split, named)
    return found is not None and found.is_everything


def evidence_of(split: SplitFacts | None, kind: str, fitted_on: FittedOn) -> Iterator[FitEvidence]:
    """Yield what the file shows of one kind."""
    if split is None or split.fitting is None:
        return
    for found in split.fitting.evidence or ():
        if found.kind == kind and found.fitted_on == fitted_on:
            yield found
