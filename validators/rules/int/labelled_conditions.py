"""Labels of the file beside the conditions of the card that their rows belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aivc.schema.generated.views import Condition, DatasetCard
    from aivc.validators.facts.model import Facts, RoleColumns


class Labelled(NamedTuple):
    """Rows of one condition that carry one label."""

    condition: Condition
    label: str
    n_rows: int


def role_of(facts: Facts, role: str) -> RoleColumns | None:
    """Return the columns that play a role, with what they hold.

    None where no column plays it, where the card itself tells it, or where nothing was read.
    """
    columns = facts.design.roles.get(role) if facts.design is not None else None
    if columns is None or not columns.levels or columns.derived_from:
        return None
    return columns


def labelled_conditions(card: DatasetCard, facts: Facts, role: str) -> Iterator[Labelled]:
    """Yield each pair of a condition and a label of a role that rows have together."""
    table = facts.design.by_condition.get((role,)) if facts.design is not None else None
    if table is None:
        return
    conditions = {c.condition_id: c for c in reversed(card.conditions)}
    for left, right, n_rows in zip(
        table.left.tolist(), table.right.tolist(), table.counts.tolist(), strict=True
    ):
        condition = conditions.get(table.left_names[left])
        if condition is not None and n_rows:
            yield Labelled(condition, table.right_names[right], n_rows)


def column_of(role: RoleColumns) -> str:
    """Return the columns of a role as one text."""
    return "+".join(role.columns)
