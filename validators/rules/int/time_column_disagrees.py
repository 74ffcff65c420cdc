"""Rule INT025: the time column says the same as the conditions of the card."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetCard, SetColumn
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.quantities import in_words
from aivc.validators.rule import Rule
from aivc.validators.rules.int.labelled_conditions import (
    column_of,
    labelled_conditions,
    role_of,
)
from aivc.validators.rules.int.written_quantities import (
    agrees,
    amounts_in,
    dialect_of,
    is_less,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

# A third of an hour is written as 0.33 h.
TOLERANCE = 0.02


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report conditions whose rows carry another time than their time of harvest."""
    role = role_of(facts, "time")
    if role is None:
        return
    dialect = dialect_of(card)
    unit = card.binding.time_unit if card.binding is not None else None
    read = {name: amounts_in(name.replace(" | ", " "), dialect) for name in role.names()}
    differing: Counter[str] = Counter()
    compared: set[str | None] = set()
    wrong: set[str | None] = set()
    for condition, label, n_rows in labelled_conditions(card, facts, "time"):
        written, harvest = read.get(label), condition.harvest_time
        if written is None or len(written) != 1 or harvest is None:
            continue
        compared.add(condition.condition_id)
        is_on_the_way = _is_followed(card) and is_less(written[0], harvest, unit)
        if not is_on_the_way and not agrees(written[0], harvest, unit, TOLERANCE):
            wrong.add(condition.condition_id)
            seen = with_unit(label, written, unit)
            name = f"{condition.condition_id}: {seen} in the file, {in_words(harvest)} in the card"
            differing[name] += n_rows
    if differing:
        yield Evidence(
            Location("obs", table=role.table, column=column_of(role)),
            count=len(wrong),
            total=len(compared),
            examples=tuple(differing)[:MAX_EXAMPLES],
            values={"n_rows": differing.total()},
        )


def _is_followed(card: DatasetCard) -> bool:
    """Tell whether all measurements leave alive what they measure, so that it is seen before the end."""
    return bool(card.operators) and all(o.is_destructive is False for o in card.operators)


RULE = Rule(
    code="INT025",
    name="time-column-disagrees",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The time column says the same as the conditions of the card.",
    message="{where} and the `harvest_time` of the card differ for {count} of {total} conditions, {n_rows} rows ({examples}).",
    fix="Correct the side that is wrong, or state the unit of the column as `binding: {{time_unit: ...}}`.",
    why="A response at 8 h that is filed under 24 h makes the course of time run backwards.",
    check=check,
    needs_card=True,
    slots=("Condition.harvest_time", "Binding.time_unit"),
    passing=(
        Example(
            "the card in days, the file in hours",
            specimen="bulk",
            edits=(
                SetCard("/conditions/1/harvest_time", {"value": 1, "unit": "d"}),
                SetCard("/conditions/13/harvest_time", {"value": 1440, "unit": "min"}),
            ),
        ),
        Example(
            "living cultures that were looked at on the way",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/is_destructive", value=False),
                SetColumn("obs", "pert_time_h", {0: 1, 1: 2, 2: 4}),
            ),
        ),
    ),
    failing=(
        Example(
            "living cultures that were looked at after they were harvested",
            specimen="bulk",
            edits=(
                SetCard("/operators/0/is_destructive", value=False),
                SetColumn("obs", "pert_time_h", {0: 96, 1: 48}),
            ),
            expect=(Expect("obs/pert_time_h", 1),),
        ),
        Example(
            "three rows of an early condition under the late time",
            specimen="bulk",
            edits=(SetColumn("obs", "pert_time_h", {0: 24, 1: 24, 2: 24}),),
            expect=(Expect("obs/pert_time_h"),),
        ),
        Example(
            "a column in minutes that is bound as hours",
            specimen="bulk",
            edits=(SetCard("/binding/time_unit", "min"),),
            expect=(Expect("obs/pert_time_h", 14),),
        ),
    ),
)
