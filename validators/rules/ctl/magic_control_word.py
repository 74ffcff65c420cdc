"""Rule CTL014: controls are declared, not only written as a word in a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aivc.validators.design.control_words import control_kind_of
from aivc.validators.design.role_tables import by_condition
from aivc.validators.examples.example import Example, Expect, NoCard, SetColumn
from aivc.validators.findings import Evidence, Level, Location, Severity
from aivc.validators.rule import Rule
from aivc.validators.rules.ctl.labelled_rows import (
    roles_that_tell,
    rows_of_conditions,
    says_treatment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import ColumnFacts, DesignFacts, Facts


@dataclass(frozen=True, slots=True)
class Word:
    """A label that names a control, and the rows that have it."""

    table: str
    column: str
    label: str
    n_rows: int


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report rows that a word marks as controls and no control of the card holds."""
    design = facts.design
    if card.conditions and design is not None:
        words = _words_of_unassigned_rows(design)
    else:
        words = _words_of_columns(facts)
    if not words:
        return
    commonest = max(words, key=lambda word: word.n_rows)
    rows = {table.name: table.n_obs for table in facts.tables.values()}
    yield Evidence(
        Location("obs", table=words[0].table, column=words[0].column),
        observed=", ".join(f"{w.column} = '{w.label}' ({w.n_rows} rows)" for w in words[:4]),
        expected="a control in the card",
        count=sum(
            w.n_rows for w in words if (w.table, w.column) == (commonest.table, commonest.column)
        ),
        total=rows.get(words[0].table, 0),
        examples=tuple(dict.fromkeys(word.label for word in words)),
        values={
            "kind": control_kind_of(commonest.label),
            "column": commonest.column,
            "label": commonest.label,
        },
    )


def _words_of_unassigned_rows(design: DesignFacts) -> list[Word]:
    """Return words in rows that belong to no condition of the card.

    Where several columns tell what was done, all must say control; see
    :func:`control_labelled_rows` for the bound.
    """
    assignment = design.assignments.get("condition")
    roles = roles_that_tell(design)
    if assignment is None or not assignment.n_unassigned or not roles:
        return []
    words: list[Word] = []
    for role in roles:
        columns, table = design.roles[role], by_condition(design, (role,))
        if columns.counts is None:
            return []
        assigned = dict.fromkeys(columns.names(), 0)
        if role == "condition":
            assigned.update(rows_of_conditions(design))
        if table is not None:
            for right, count in zip(table.right.tolist(), table.counts.tolist(), strict=True):
                assigned[table.right_names[right]] += count
        free = [
            Word(columns.table, " + ".join(columns.columns), name, count - assigned[name])
            for name, count in zip(columns.names(), columns.counts.tolist(), strict=True)
            if control_kind_of(name) is not None
        ]
        words.extend(word for word in free if word.n_rows > 0)
    certain = sum(word.n_rows for word in words) - (len(roles) - 1) * assignment.n_unassigned
    return words if certain > 0 else []


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
    words = []
    for table in facts.tables.values():
        for name, column in table.obs.columns.items() if table.obs else ():
            if (table.name, name) in told or says_treatment(name):
                words.extend(_words_of(table.name, name, column))
    return words


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
            "control rows that belong to no condition of the card",
            specimen="guides",
            edits=(SetColumn("obs", "condition_id", {10: "lost", 11: "lost"}),),
            expect=(Expect("obs/target", 2),),
        ),
    ),
)
