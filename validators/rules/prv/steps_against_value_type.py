"""Rule PRV007: the steps of a table make the values that it is said to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.prv.steps import CHANGES_VALUES, MAKES, UNTOUCHED, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard, ModalityTable
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:  # noqa: ARG001 - a Check
    """Report tables whose steps contradict their value type."""
    for table in card.tables:
        kinds = [step.step_type for step in steps_of(card, table) if step.step_type]
        if not kinds or table.value_type is None:
            continue
        changing = [kind for kind in kinds if kind in CHANGES_VALUES]
        wanted = MAKES.get(table.value_type, frozenset())
        if table.value_type in UNTOUCHED and changing:
            yield _evidence(
                table, f"the steps {', '.join(changing)}", "no step that changes values"
            )
        elif wanted and not wanted & set(kinds):
            yield _evidence(table, f"only {', '.join(kinds)}", " or ".join(sorted(wanted)))


def _evidence(table: ModalityTable, observed: str, expected: str) -> Evidence:
    values = {"value_type": table.value_type, "path": table.path_in_file}
    return Evidence(Location("card", pointer=table.pointer), observed, expected, values=values)


RULE = Rule(
    code="PRV007",
    name="steps-against-value-type",
    severity=Severity.ERROR,
    level=Level.HEADER,
    title="The steps of a table make the values that it is said to hold.",
    message="`{path}` is declared as {value_type} and was made by {observed}; expected {expected}.",
    fix="Correct `value_type`, or name in `was_generated_by` the steps that really made this matrix.",
    why="Logarithms taken twice, or counts that are none, are the commonest reason for a model that does not transfer.",
    check=check,
    needs_card=True,
    slots=("ModalityTable.value_type", "ModalityTable.was_generated_by"),
    passing=(Example("counted, filtered and annotated, hence raw"),),
    failing=(
        Example(
            "raw counts that were normalised",
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
                SetCard("/tables/0/was_generated_by/-", "depth"),
            ),
            expect=(Expect("card:/tables/0"),),
        ),
    ),
)
