"""Rule INT033: the text between the members of a combination is declared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aivc.validators.examples.example import DropCard, Example, Expect, SetCard
from aivc.validators.findings import MAX_EXAMPLES, Evidence, Level, Location, Severity
from aivc.validators.grammar.applied import applications_of
from aivc.validators.rule import Rule
from aivc.validators.rules.int.combination_labels import ROLES, CombinationLabels, readings_of
from aivc.validators.rules.int.labelled_conditions import column_of, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import DatasetCard
    from aivc.validators.facts.model import Facts

BETWEEN = " | "
"""What stands between the columns of a role in a label of several."""


def check(card: DatasetCard, facts: Facts) -> Iterator[Evidence]:
    """Report labels made of the names of two agents, where no separator is declared."""
    if card.binding is not None and card.binding.combination_separator:
        return
    if not any(intervention.combination for intervention in card.interventions):
        return
    labels = CombinationLabels.of(card, applications_of(card))
    separators: Counter[str] = Counter()
    joined: dict[str, Location] = {}
    for role_name in ROLES:
        role = role_of(facts, role_name)
        if role is None:
            continue
        where = Location("obs", table=role.table, column=column_of(role))
        for reading in readings_of(card, facts, role_name, labels):
            # Between the columns of a role no sign needs to be declared.
            is_between_columns = len(role.columns) > 1 and reading.undeclared_separator == BETWEEN
            if reading.undeclared_separator and not is_between_columns:
                separators[reading.undeclared_separator] += 1
                joined.setdefault(reading.label, where)
    if joined:
        columns = dict.fromkeys(where.column for where in joined.values())
        yield Evidence(
            next(iter(joined.values())),
            observed=separators.most_common(1)[0][0],
            count=len(joined),
            examples=tuple(joined)[:MAX_EXAMPLES],
            values={"columns": " and ".join(columns)},
        )


RULE = Rule(
    code="INT033",
    name="undeclared-combination-separator",
    severity=Severity.ERROR,
    level=Level.OBS,
    title="The text between the members of a combination is declared.",
    message="{count} labels in {columns} join the names of agents by `{observed}` ({examples}), and the card does not say that this separates them.",
    fix="Write `binding: {{combination_separator: '{observed}'}}` into the card.",
    why="No sign is taken for a separator unless it is declared, because HLA-A and NKX2-1 are one gene each; so a pair counts as one unknown agent.",
    check=check,
    needs_card=True,
    slots=("Binding.combination_separator", "Intervention.combination"),
    passing=(
        Example("a separator is declared", specimen="guides"),
        Example(
            "pairs have names of their own",
            specimen="guides",
            edits=(
                DropCard("/binding/combination_separator"),
                SetCard("/binding/keys", []),
            ),
        ),
    ),
    failing=(
        Example(
            "pairs, and no separator declared",
            specimen="guides",
            edits=(DropCard("/binding/combination_separator"),),
            expect=(Expect("obs/target", 2),),
        ),
    ),
)
