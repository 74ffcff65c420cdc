"""Rule TAB008: doses, times and ages are stored as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aivc.validators.examples.example import Example, Expect, SetColumn
from aivc.validators.findings import Evidence, Level, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.tab.columns import columns_of
from aivc.validators.rules.tab.meanings import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Yield each text column of doses, times or ages all of whose labels are numbers."""
    del card
    for column in columns_of(facts, "obs"):
        meaning = meaning_of(facts, column)
        if not meaning or not column.is_text or not column.facts.used:
            continue
        if all(map(is_number, column.facts.used)):
            yield Evidence(
                column.location,
                observed=column.facts.info.kind,
                expected="number",
                count=column.facts.n_rows - column.facts.n_missing,
                total=column.facts.n_rows,
                examples=tuple(map(repr, column.facts.used[:5])),
                values={"column": column.name, "meaning": meaning},
            )


def is_number(label: str) -> bool:
    """Tell whether a label is a finite number in plain or scientific notation."""
    try:
        value = float(label)
    except ValueError:
        return False
    # float() also reads inf, nan and 1_000.
    return value - value == 0 and "_" not in label


RULE = Rule(
    code="TAB008",
    name="numbers-as-text",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Doses, times and ages are stored as numbers.",
    message=(
        "{where} holds each {meaning} as text ({observed}), such as {examples}, in {count:,} of "
        "{total:,} rows."
    ),
    fix=(
        "Store numbers: `adata.obs['{column}'] = "
        "adata.obs['{column}'].astype(str).astype(float)`, and write the unit into the card "
        "(`binding.dose_unit`, `binding.time_unit`)."
    ),
    why="Text has no order and no distance: '10' comes before '2', and no dose lies between two.",
    check=check,
    passing=(
        Example(
            "clusters are numbered, and no quantity",
            edits=(SetColumn("obs", "leiden", ["0", "1", "2"] * 16),),
        ),
        Example("doses as numbers", edits=(SetColumn("obs", "dose_value", [0.1, 1.0] * 24),)),
        Example(
            "levels of a dose that are words",
            edits=(SetColumn("obs", "dose", ["low", "high"] * 24),),
        ),
    ),
    failing=(
        Example(
            "a dose ladder kept as categories",
            edits=(SetColumn("obs", "dose_value", ["0.1", "1", "10"] * 16),),
            expect=(Expect("obs/dose_value", 48),),
        ),
    ),
)
