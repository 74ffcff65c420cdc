"""Rule TAB021: a time is a number with a unit beside it, not both in one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import (
    DropCard,
    Example,
    Expect,
    NoCard,
    SetCard,
    SetColumn,
)
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.meanings import meaning_of, role_of
from aivc.validators.rules.tab.quantities_as_text import make_up, matched_columns, times_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each column of times or ages most of whose labels hold a time with its unit."""
    known = matched_columns(card)
    is_told = _tells_times(card, facts)
    for column in columns_of(facts, "obs"):
        meaning = meaning_of(facts, column)
        if meaning not in {"time", "age"} or not column.is_text or column.name in known:
            continue
        # Where the card gives the times, a label may say them again, unless it is bound itself.
        if is_told and not role_of(facts, column, ("time",)):
            continue
        found = times_in(column)
        if make_up(found, column):
            yield Evidence(
                column.location,
                count=len(found),
                total=len(column.facts.used),
                examples=tuple(found[:5]),
                values={"column": column.name, "meaning": meaning},
            )


def _tells_times(card: DatasetCard, facts: Facts) -> bool:
    bound = facts.design.roles.get("time") if facts.design else None
    is_bound = bound is not None and bound.is_bound and not bound.absent
    return is_bound or any(condition.harvest_time is not None for condition in card.conditions)


RULE = Rule(
    code="TAB021",
    name="time-as-text",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="A time is a number with its unit beside it, not both in one text.",
    message=(
        "{count:,} of {total:,} labels of {where} hold a {meaning} in their text; they are read as "
        "{examples}."
    ),
    fix=(
        "Store the numbers in one unit (`adata.obs['{column}_h'] = ...`) and bind them in the card: "
        "`binding: {{keys: [{{role: time, columns: [{column}_h]}}], time_unit: h}}`; or let "
        "`conditions` find their rows by `matches`."
    ),
    why="Text sorts 24h before 8h, and no time can be held out as later than all that were seen.",
    check=check,
    passing=(
        Example("hours as numbers", edits=(SetColumn("obs", "time", [8, 24] * 24),)),
        Example(
            "bins of a time are names of groups",
            edits=(NoCard(), SetColumn("obs", "time_bin", ["210-270", "270-330"] * 24)),
        ),
        Example(
            "labels that say again what the card tells",
            edits=(SetColumn("obs", "time_point", ["24h", "24 h"] * 24),),
        ),
        Example(
            "a nominal time beside the column of numbers that is bound",
            edits=(
                SetColumn("obs", "embryo.time", [300, 420] * 24),
                SetColumn("obs", "time.point", ["300_minutes", "mixed"] * 24),
                SetCard(
                    "/binding",
                    {"keys": [{"role": "time", "columns": ["embryo.time"]}], "time_unit": "min"},
                ),
                DropCard("/conditions"),
            ),
        ),
    ),
    failing=(
        Example(
            "minutes in the column that is bound as the time",
            edits=(
                SetColumn("obs", "time.point", ["300_minutes", "400_minutes"] * 24),
                SetCard("/binding", {"keys": [{"role": "time", "columns": ["time.point"]}]}),
            ),
            expect=(Expect("obs/time.point", 2),),
        ),
        Example(
            "minutes written behind the number",
            edits=(
                NoCard(),
                SetColumn("obs", "time.point", ["300_minutes", "400_minutes", "mixed"] * 16),
            ),
            expect=(Expect("obs/time.point", 2),),
        ),
    ),
    slots=("Condition.harvest_time", "Binding.time_unit"),
)
