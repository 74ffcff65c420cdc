"""Rule GRM015: two conditions differ in something."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Level, Severity
from aivc.validators.grammar.places import Place, evidence_at
from aivc.validators.grammar.quantities import hours_of
from aivc.validators.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.findings import Evidence


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report conditions that repeat an earlier one under another name."""
    same: defaultdict[Hashable, list[Condition]] = defaultdict(list)
    for condition in card.conditions:
        key = _key(condition)
        if key is not None:
            same[key].append(condition)
    places = [
        Place(again.pointer, f"{first.condition_id} = {again.condition_id}")
        for first, *repeated in same.values()
        for again in repeated
        if again.condition_id != first.condition_id
    ]
    if places:
        yield evidence_at(places, total=len(card.conditions))


def _key(condition: Condition) -> Hashable | None:
    """Return what makes a condition; None where it is not said what was done.

    Rows that are recognised by different columns may differ in a context that has no slot.
    """
    if condition.intervention is None and condition.control is None:
        return None
    harvest = hours_of(condition.harvest_time)
    if harvest is None and condition.harvest_time is not None:
        return None
    matches = frozenset((match.column, str(match.column_value)) for match in condition.matches)
    samples = frozenset(condition.condition_sample)
    return (condition.intervention, condition.control, harvest, samples, matches)


RULE = Rule(
    code="GRM015",
    name="repeated-condition",
    severity=Severity.WARNING,
    level=Level.HEADER,
    title="Two conditions differ in something.",
    message="{count} of {total} conditions repeat another one: same intervention or control, harvest and samples ({examples}).",
    fix="Merge them. Replicates are samples of one condition; if the conditions differ in a context, name their samples in `condition_sample`.",
    why="One condition under two names ends up in training and in test, and its replicates are counted too low.",
    check=check,
    needs_card=True,
    slots=("Condition.condition_id", "Condition.condition_sample"),
    passing=(
        Example(
            "the same treatment of other samples",
            edits=(
                SetCard("/conditions/0/condition_sample", ["D1_P1", "D1_P2"]),
                SetCard(
                    "/conditions/-",
                    {
                        "condition_id": "dex_low_D2",
                        "intervention": "give_dex_low",
                        "harvest_time": {"value": 24, "unit": "h"},
                        "condition_sample": ["D2_P1", "D2_P2"],
                    },
                ),
            ),
        ),
    ),
    failing=(
        Example(
            "the same under another name and in days",
            edits=(
                SetCard("/conditions/1/intervention", "give_dex_low"),
                SetCard("/conditions/1/harvest_time", {"value": 1, "unit": "d"}),
            ),
            expect=(Expect("card:/conditions/1"),),
        ),
    ),
)
