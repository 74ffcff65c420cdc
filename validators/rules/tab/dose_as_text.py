"""Rule TAB020: a dose is a number with a unit beside it, not both in one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, NoCard, SetCard, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.meanings import meaning_of, role_of, words_of
from aivc.validators.rules.tab.quantities_as_text import doses_in, make_up, matched_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts
    from aivc.validators.rules.tab.columns import PlacedColumn

WORDS = frozenset(
    ["treatment", "treatments", "drug", "drugname", "drugconc", "compound", "agent", "pert", "stim"]
)


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column of doses or treatments most of whose labels hold a dose with its unit."""
    known = matched_columns(card)
    dialect = card.binding.unit_dialect if card.binding else None
    is_told = _tells_doses(card)
    for column in columns_of(facts, "obs"):
        if not column.is_text or column.name in known or not _may_hold_doses(facts, column):
            continue
        # Where the card gives amounts, a label may say them again, unless it is bound as the dose.
        if is_told and not role_of(facts, column, ("dose",)):
            continue
        found = doses_in(column, dialect or "field")
        if make_up(found, column):
            yield Evidence(
                column.location,
                count=len(found),
                total=len(column.facts.used),
                examples=tuple(found[:5]),
                values={"column": column.name},
            )


def _tells_doses(card: DatasetCard) -> bool:
    events = [event for intervention in card.interventions for event in intervention.events]
    # What a cell carries by itself, such as a guide, has no amount that a text could hold.
    is_carried = all(event.exposure_mode == "constitutive_genetic" for event in events)
    has_amounts = any(event.amount is not None for event in events)
    return card.events_table is not None or has_amounts or (bool(events) and is_carried)


def _may_hold_doses(facts: Facts, column: PlacedColumn) -> bool:
    if meaning_of(facts, column) == "dose":
        return True
    # A condition_id may well be called `0.2 uM`: the card says what it is.
    return bool(role_of(facts, column, ("agent",))) or not WORDS.isdisjoint(words_of(column.name))


RULE = Rule(
    code="TAB020",
    name="dose-as-text",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A dose is a number with its unit beside it, not both in one text.",
    message=(
        "{count:,} of {total:,} labels of {where} hold a dose in their text; they are read as "
        "{examples}."
    ),
    fix=(
        "Describe each dose as an intervention of the card, with value and unit, and let "
        "`conditions` find its rows by `matches: [{{column: {column}, column_value: ...}}]`."
    ),
    why=(
        "Doses in text cannot be ordered, converted or held out: 10 uM and 10000 nM are then two "
        "treatments, and the same dose may be trained on and tested."
    ),
    check=check,
    passing=(
        Example("doses as numbers", edits=(SetColumn("obs", "dose", [0.01, 1.0] * 24),)),
        Example(
            "labels that say again what the card tells",
            edits=(SetColumn("obs", "treatment", ["DMSO", "0.2 uM panobinostat"] * 24),),
        ),
        Example(
            "the number of guides of a cell, whose genes the card tells",
            edits=(SetColumn("obs", "dose", ["1", "1+1"] * 24),),
            specimen="guides",
        ),
        Example(
            "names of compounds that begin with a number",
            edits=(
                NoCard(),
                SetColumn("obs", "drug", ["5-fluorouracil", "4-HT", "17-AAG"] * 16),
            ),
        ),
    ),
    failing=(
        Example(
            "number, unit and drug in one cell",
            edits=(
                NoCard(),
                SetColumn("obs", "treatment", ["vehicle (DMSO)", "0.2 uM panobinostat"] * 24),
            ),
            expect=(Expect("obs/treatment", 1),),
        ),
        Example(
            "the doses of a combination joined by a plus, and bound as the dose",
            edits=(
                SetColumn("obs", "dose", ["1", "1+1"] * 24),
                SetCard("/binding", {"keys": [{"role": "dose", "columns": ["dose"]}]}),
            ),
            expect=(Expect("obs/dose", 1),),
        ),
    ),
    slots=("DosingEvent.amount", "Quantity.value", "Quantity.unit"),
)
