"""Rule CTL014: controls are declared, not only written as a word in a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.schema.vocabulary.control_words import control_kind_of
from aivc.validators.examples.example import DropCard, Example, Expect, NoCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.labelled_rows import says_treatment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import ColumnFacts, Facts, FrameFacts


@dataclass(frozen=True, slots=True)
class Word:
    """A label that names a control, and the rows that have it."""

    table: str
    column: str
    label: str
    n_rows: int


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report rows that a word marks as controls and no control of the card holds."""
    # Where the card has conditions, rows in none of them are CRD025's, and control words inside
    # treated conditions are CTL018's.
    words = [] if card.conditions else _words_of_columns(facts)
    if not words:
        return
    commonest = max(words, key=lambda word: word.n_rows)
    rows = {name: frame.index.n_rows for name, frame in _frames(facts)}
    yield Evidence(
        Location("obs", table=commonest.table, column=commonest.column),
        observed=", ".join(f"{w.column} = '{w.label}' ({w.n_rows} rows)" for w in words[:4]),
        expected="a control in the card",
        count=sum(
            w.n_rows for w in words if (w.table, w.column) == (commonest.table, commonest.column)
        ),
        total=rows.get(commonest.table, 0),
        examples=tuple(dict.fromkeys(word.label for word in words)),
        values={
            "kind": control_kind_of(commonest.label),
            "column": commonest.column,
            "label": commonest.label,
        },
    )


def _words_of_columns(facts: Facts) -> list[Word]:
    """Return words in columns that say what was done, first by role and then by name.

    A column that says the same of every row tells no control from a treatment.
    """
    roles = facts.design.roles if facts.design is not None else {}
    told = {
        (found.table, column)
        for role in ("agent", "target", "guide", "condition")
        if (found := roles.get(role)) is not None and not found.derived_from
        for column in found.columns
    }
    words: dict[tuple[str, str], Word] = {}
    for table, frame in _frames(facts):
        for name, column in frame.columns.items():
            if (table, name) in told or says_treatment(name):
                for word in _words_of(table, name, column):
                    # Modalities of the same cells repeat their columns.
                    words.setdefault((word.column, word.label), word)
    return list(words.values())


def _frames(facts: Facts) -> list[tuple[str, FrameFacts]]:
    """Return every obs with the name of its table, the one that modalities share first."""
    frames = [(table.name, table.obs) for table in facts.tables.values() if table.obs is not None]
    return frames if facts.shared_obs is None else [("", facts.shared_obs), *frames]


def _words_of(table: str, name: str, column: ColumnFacts) -> list[Word]:
    found = [
        Word(table, name, label, column.count_of(label))
        for label in column.used
        if control_kind_of(label) is not None
    ]
    return found if len(found) < len(column.used) else []


RULE = Rule(
    code="CTL014",
    name="magic-control-word",
    severity=Severity.WARNING,
    level=Level.OBS,
    title="Controls are declared, not only written as a word in a column.",
    message="{count} of {total} rows are controls only by a word ({observed}), expected {expected}: what they are a control for, and what they are matched on, is not said.",
    fix="Add to the card a control, such as `{{control_id: control, control_kind: {kind}, is_for_all_treated: true, matched_on: [...]}}`, and a condition with `control: control` and `matches: [{{column: {column}, column_value: '{label}'}}]`. `aivc init` drafts both; check the kind.",
    why="Every tool knows other words. A control that is not recognised is held out, predicted and scored as a treatment.",
    check=check,
    slots=("Control.control_kind", "Condition.control", "Condition.matches"),
    references=("https://github.com/sanderlab/scPerturb/issues/6",),
    passing=(
        Example("the card says which rows are controls"),
        Example(
            "no card, and a column of treatments without a control among them",
            edits=(NoCard(), SetColumn("obs", "condition_id", "dex_low")),
        ),
        Example(
            "no card, and a disease status that says control",
            edits=(
                NoCard(),
                SetColumn("obs", "condition_id", "none"),
                SetColumn("obs", "disease", ["control"] * 24 + ["sepsis"] * 24),
            ),
        ),
    ),
    failing=(
        Example(
            "no card, and a column that says dmso",
            edits=(NoCard(),),
            expect=(Expect("obs/condition_id", 12),),
        ),
        Example(
            "a card without conditions, and a column that says non-targeting",
            specimen="guides",
            edits=(DropCard("/conditions"),),
            expect=(Expect("obs/target", 18),),
        ),
    ),
)
